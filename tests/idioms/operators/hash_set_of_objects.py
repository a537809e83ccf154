# Equal objects of a student's class are one element of a set.
# needs: operators

# %% answer
class K:
    def __init__(self, x):
        self.x = x

    def __eq__(self, o):
        return self.x == o.x

    def __hash__(self):
        return hash(self.x)

# %% test
assert len({K(1), K(1), K(2)}) == 2
