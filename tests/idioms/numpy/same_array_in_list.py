# An array in a list is the same object as the array by its name.
# needs: one process

# %% locked
import numpy as np

# %% answer
a = np.arange(3)
items = [0, a]

# %% test
assert items == [0, a]
