# The repr of a student's object is compared with text.
# needs: nothing

# %% answer
class Point:
    def __init__(self, x):
        self.x = x

    def __repr__(self):
        return f"Point({self.x})"

# %% test
assert repr(Point(3)) == "Point(3)"
