# The code object says how many arguments and which names a function has.
# needs: nothing

# %% answer
import math

def hypotenuse(a, b):
    c2 = a * a + b * b
    return math.sqrt(c2)

# %% test
assert hypotenuse.__code__.co_argcount == 2
assert hypotenuse.__code__.co_varnames[:2] == ("a", "b")
assert "sqrt" in hypotenuse.__code__.co_names
assert hypotenuse(3, 4) == 5
