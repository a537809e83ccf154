# %% answer
def f(g):
    try:
        return g()
    except ZeroDivisionError:
        return 'caught'

# %% test
assert f(lambda: 1 / 0) == 'caught'
