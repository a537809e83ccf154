# %% answer
class Odd(ValueError):
    pass
def f(x):
    if x < 0:
        raise Odd("negative")
    return {}[x]

# %% test
def raised(error, function, *args):
    try:
        function(*args)
    except error as caught:
        return str(caught)
    raise AssertionError("nothing was raised")
assert raised(ValueError, f, -1) == "negative"
assert "0" in raised(KeyError, f, 0)
import unittest
with unittest.TestCase().assertRaises(ValueError):
    f(-1)
with np.testing.assert_raises(KeyError):
    f(3)
