# A number is multiplied with a student's object from the left and the right.
# needs: operators

# %% answer
class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __mul__(self, number):
        return Vector(self.x * number, self.y * number)

    __rmul__ = __mul__

# %% test
v = Vector(1, 2)
assert (v * 3).y == 6
assert (3 * v).y == 6
assert (0.5 * v).x == 0.5
