# in, index and count look for a student's object by its ==.
# needs: operators

# %% answer
class Point:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __eq__(self, other):
        return isinstance(other, Point) and (self.x, self.y) == (other.x, other.y)

# %% test
points = [Point(0, 0), Point(1, 2), Point(1, 2)]
assert Point(1, 2) in points
assert Point(5, 5) not in points
assert points.index(Point(1, 2)) == 1
assert points.count(Point(1, 2)) == 2
assert [Point(0, 0)] == points[:1]
