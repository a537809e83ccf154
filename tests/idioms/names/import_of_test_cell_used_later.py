# A later answer relies on an import and a helper function of a test cell.
# needs: names

# %% answer
def area(r):
    return 3.141592653589793 * r * r

# %% test
import math

def close(a, b):
    return abs(a - b) < 1e-9

assert close(area(2), 4 * math.pi)

# %% answer
half = area(1) / 2
same = close(half, math.pi / 2)

# %% test
assert same is True
