# A list of a student's objects is sorted by their __lt__.
# needs: operators

# %% answer
class Card:
    def __init__(self, v):
        self.v = v

    def __lt__(self, other):
        return self.v < other.v

# %% test
cards = sorted([Card(3), Card(1)])
assert [c.v for c in cards] == [1, 3]
