# Objects of a student's class are compared with ==.
# needs: operators

# %% answer
class Point:
    def __init__(self, x):
        self.x = x

    def __eq__(self, other):
        return self.x == other.x

# %% test
assert Point(3) == Point(3)
assert not Point(3) == Point(4)
