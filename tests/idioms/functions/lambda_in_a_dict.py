# The answer is a dict of functions.
# needs: nothing

# %% answer
import operator

operations = {"+": operator.add, "-": lambda a, b: a - b, "max": max}

# %% test
assert set(operations) == {"+", "-", "max"}
assert operations["+"](2, 3) == 5
assert operations["-"](2, 3) == -1
assert operations["max"](2, 3) == 3
assert all(callable(f) for f in operations.values())
