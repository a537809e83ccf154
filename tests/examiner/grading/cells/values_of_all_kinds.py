# %% answer
def f(x):
    return {'a': [1, 2.5, (x, None)], 'b': {True, b'c'}, 'd': 2j}

# %% test
assert f('s') == {'a': [1, 2.5, ('s', None)], 'b': {True, b'c'}, 'd': 2j}
