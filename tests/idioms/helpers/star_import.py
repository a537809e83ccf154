# A locked cell imports all names of a module beside.
# needs: nothing

# %% locked
from toolbox import *

# %% answer
result = clamp(scale(7), 0, LIMIT)

# %% test
assert result == LIMIT == 10
assert clamp(-1, 0, LIMIT) == 0

# %% file toolbox.py
LIMIT = 10

def scale(x):
    return 2 * x

def clamp(x, low, high):
    return max(low, min(high, x))
