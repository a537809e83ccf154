# The test asks whether the answer shares memory with its base.
# needs: one process

# %% answer
import numpy as np

base = np.arange(10)
view = base[2:5]
copy = base[2:5].copy()

# %% test
assert np.array_equal(view, copy)
assert view.base is base
assert np.shares_memory(view, base)
assert not np.shares_memory(copy, base)
