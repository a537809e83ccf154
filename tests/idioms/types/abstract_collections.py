# isinstance against Iterable, Sequence, Mapping for the student's containers.
# needs: nothing

# %% answer
from collections.abc import Sequence

class Repeat(Sequence):
    def __init__(self, value, n):
        self.value, self.n = value, n

    def __len__(self):
        return self.n

    def __getitem__(self, i):
        if not -self.n <= i < self.n:
            raise IndexError(i)
        return self.value

# %% test
from collections.abc import Iterable, Mapping, Sequence
r = Repeat("x", 3)
assert isinstance(r, Sequence) and isinstance(r, Iterable)
assert not isinstance(r, Mapping)
assert r.count("x") == 3 and r.index("x") == 0 and list(reversed(r)) == ["x"] * 3
