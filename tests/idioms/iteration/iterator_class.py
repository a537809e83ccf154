# A class with __iter__ and __next__ ends with StopIteration.
# needs: nothing

# %% answer
class Countdown:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n == 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1

# %% test
assert list(Countdown(3)) == [3, 2, 1]
assert sum(Countdown(4)) == 10
a, b = Countdown(2)
assert (a, b) == (2, 1)
