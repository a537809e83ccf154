# The assert functions of numpy.testing, also for raising.
# needs: nothing

# %% answer
def invert(x):
    if x == 0:
        raise ZeroDivisionError("0 has no inverse")
    return 1 / x

# %% test
from numpy.testing import assert_, assert_almost_equal, assert_equal, assert_raises
assert_equal(invert(2), 0.5)
assert_almost_equal(invert(3), 0.3333333, decimal=6)
assert_raises(ZeroDivisionError, invert, 0)
assert_(invert(1) == 1, "the inverse of 1")
