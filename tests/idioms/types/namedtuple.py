# A named tuple is a tuple, is unpacked, and has names.
# needs: nothing

# %% answer
from collections import namedtuple

P = namedtuple("P", "x y")
p = P(1, 2)

# %% test
assert p == (1, 2)
assert p.x == 1
x, y = p
assert isinstance(p, tuple)
