# A property computes, and its setter refuses a wrong value.
# needs: nothing

# %% answer
class Circle:
    def __init__(self, radius):
        self.radius = radius

    @property
    def radius(self):
        return self._radius

    @radius.setter
    def radius(self, value):
        if value < 0:
            raise ValueError("radius must not be negative")
        self._radius = value

    @property
    def diameter(self):
        return 2 * self._radius

# %% test
c = Circle(2)
assert c.diameter == 4
c.radius = 5
assert c.diameter == 10
try:
    c.radius = -1
except ValueError:
    pass
else:
    raise AssertionError("a negative radius must be refused")
assert isinstance(Circle.diameter, property)

# %% test
try:
    Circle(1).diameter = 3
    raise RuntimeError("diameter must not be settable")
except AttributeError:
    pass
