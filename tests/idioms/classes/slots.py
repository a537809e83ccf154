# A class with __slots__ refuses other attributes.
# needs: nothing

# %% answer
class Pixel:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y

# %% test
p = Pixel(1, 2)
assert not hasattr(p, "__dict__")
try:
    p.colour = "red"
except AttributeError:
    pass
else:
    raise AssertionError("Pixel must not take new attributes")
