# An operator refuses a foreign operand with TypeError.
# needs: operators

# %% answer
class Metre:
    def __init__(self, n):
        self.n = n

    def __add__(self, other):
        if not isinstance(other, Metre):
            return NotImplemented
        return Metre(self.n + other.n)

# %% test
assert (Metre(1) + Metre(2)).n == 3
try:
    Metre(1) + "two"
except TypeError:
    pass
else:
    raise AssertionError("a Metre and a text must not be added")
