# %% answer
import warnings
def f():
    warnings.warn('careful')
    return 1

# %% test
assert f() == 1
