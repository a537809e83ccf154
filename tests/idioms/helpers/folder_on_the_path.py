# A locked cell puts a folder beside on sys.path and imports from it.
# needs: nothing

# %% locked
import sys
sys.path.insert(0, "lib")
import vectors

# %% answer
d = vectors.dot([1, 2], [3, 4])

# %% test
assert d == 11
assert vectors.dot([0], [5]) == 0

# %% file lib/vectors.py
def dot(a, b):
    return sum(x * y for x, y in zip(a, b))
