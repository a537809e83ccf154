# The test passes a numpy generator, and expects the values of the same seed.
# needs: changes

# %% answer
def noisy(values, rng):
    return values + rng.normal(size=len(values))

# %% test
import numpy as np
values = np.zeros(4)
assert np.allclose(noisy(values, np.random.default_rng(3)), np.random.default_rng(3).normal(size=4))
rng = np.random.default_rng(3)
assert not np.allclose(noisy(values, rng), noisy(values, rng))
