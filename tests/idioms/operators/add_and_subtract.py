# Vectors are added and subtracted, and their parts compared.
# needs: operators

# %% answer
class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

# %% test
v = Vector(1, 2) + Vector(3, 4)
assert isinstance(v, Vector)
assert (v.x, v.y) == (4, 6)
w = v - Vector(1, 1)
assert (w.x, w.y) == (3, 5)
