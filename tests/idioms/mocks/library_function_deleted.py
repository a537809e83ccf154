# A function that students must not use is deleted from its library for a while.
# needs: nothing

# %% locked
import numpy as np

# %% answer
def mean(values):
    return sum(values) / len(values)

# %% test
saved = np.mean
del np.mean
try:
    assert mean([1, 2, 3]) == 2
finally:
    np.mean = saved
