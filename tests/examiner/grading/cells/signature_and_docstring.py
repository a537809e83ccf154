# %% answer
def f(a, b=2):
    """Add."""
    return a + b

# %% test
assert f.__doc__ == 'Add.' and f.__name__ == 'f'
