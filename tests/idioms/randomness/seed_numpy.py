# numpy's global generator is seeded for the student's function.
# needs: patch

# %% answer
import numpy as np

def draw():
    return np.random.rand(3)

# %% test
import numpy as np
np.random.seed(0)
assert np.allclose(draw(), [0.5488135, 0.71518937, 0.60276338])
