# The answer seeds by itself, and its result is compared with the known draw.
# needs: nothing

# %% answer
import numpy as np

np.random.seed(42)
sample = np.random.randint(0, 100, size=5)

# %% test
assert list(sample) == [51, 92, 14, 71, 60]
