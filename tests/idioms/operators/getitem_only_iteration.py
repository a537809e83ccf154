# A class with only __getitem__ is iterated until IndexError.
# needs: nothing

# %% answer
class Squares:
    def __init__(self, n):
        self.n = n

    def __getitem__(self, i):
        if i >= self.n:
            raise IndexError(i)
        return i * i

# %% test
assert list(Squares(4)) == [0, 1, 4, 9]
assert 4 in Squares(3)
assert [x for x in Squares(2)] == [0, 1]
