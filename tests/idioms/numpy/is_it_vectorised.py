# A subclass of ndarray counts: the student must not loop over the array.
# needs: one process

# %% answer
import numpy as np

def total(x):
    return np.sum(x * x)

# %% test
import numpy as np

class NoLoop(np.ndarray):
    def __iter__(self):
        raise RuntimeError("do not loop over the array")

x = np.arange(4.0).view(NoLoop)
assert total(x) == 14
