# assert_equal and friends, as nose had them, come from a module beside.
# needs: nothing

# %% locked
from nose_tools import assert_equal, assert_in, assert_raises, assert_true

# %% answer
def factorial(n):
    if not isinstance(n, int):
        raise TypeError("n must be a whole number")
    if n < 0:
        raise ValueError("n must not be negative")
    return 1 if n < 2 else n * factorial(n - 1)

# %% test
assert_equal(factorial(0), 1)
assert_equal(factorial(6), 720)
assert_raises(TypeError, factorial, 1.5)
assert_raises(ValueError, factorial, -1)
assert_true(factorial(3) > 5)
assert_in(factorial(3), [5, 6, 7])

# %% file nose_tools.py
import unittest

_case = unittest.TestCase()
assert_equal = _case.assertEqual
assert_in = _case.assertIn
assert_raises = _case.assertRaises
assert_true = _case.assertTrue
