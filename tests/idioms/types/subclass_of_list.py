# A class that inherits from list, with a method more.
# needs: nothing

# %% answer
class Stats(list):
    def mean(self):
        return sum(self) / len(self)

# %% test
s = Stats([1, 2, 6])
assert isinstance(s, list) and len(s) == 3
assert s == [1, 2, 6] and s[0] == 1
assert s.mean() == 3
s.append(3)
assert s.mean() == 3 and sorted(s) == [1, 2, 3, 6]
