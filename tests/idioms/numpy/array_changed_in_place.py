# The student's function writes into an array of the test.
# needs: changes

# %% answer
def clip(a, low, high):
    a[a < low] = low
    a[a > high] = high

# %% test
import numpy as np
a = np.array([-5, 0, 3, 99])
assert clip(a, 0, 10) is None
assert np.array_equal(a, [0, 0, 3, 10])
