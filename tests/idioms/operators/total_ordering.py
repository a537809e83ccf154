# functools.total_ordering: all comparisons, min, max and sort with reverse.
# needs: operators

# %% answer
from functools import total_ordering

@total_ordering
class Version:
    def __init__(self, text):
        self.parts = tuple(map(int, text.split(".")))

    def __eq__(self, other):
        return self.parts == other.parts

    def __lt__(self, other):
        return self.parts < other.parts

# %% test
a, b, c = Version("1.2"), Version("1.10"), Version("2.0")
assert a < b < c
assert c >= b and a <= a and b > a and a != b
assert max(b, c, a) is c
assert min([b, a, c]).parts == (1, 2)
versions = [b, c, a]
versions.sort(reverse=True)
assert [v.parts for v in versions] == [(2, 0), (1, 10), (1, 2)]
