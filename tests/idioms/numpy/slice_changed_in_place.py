# A view of the test's array is changed, and so is the array.
# needs: changes

# %% answer
def blank(block):
    block[...] = 0

# %% test
import numpy as np
grid = np.ones((4, 4))
blank(grid[1:3, 1:3])
assert grid.sum() == 12
assert grid[1, 1] == 0 and grid[0, 0] == 1
