# Defaults in the signature and in __defaults__.
# needs: nothing

# %% answer
def f(x, y=2):
    return x + y

# %% test
import inspect
assert inspect.signature(f).parameters["y"].default == 2
assert f.__defaults__ == (2,)
