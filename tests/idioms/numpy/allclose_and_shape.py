# Shape, dtype and values of an array.
# needs: nothing

# %% answer
import numpy as np

def normalise(x):
    return (x - x.mean(axis=0)) / x.std(axis=0)

# %% test
import numpy as np
x = np.arange(12, dtype=float).reshape(4, 3)
z = normalise(x)
assert type(z) == np.ndarray and z.dtype == np.float64
assert z.shape == (4, 3), f"the shape is {z.shape}"
np.testing.assert_allclose(z.mean(axis=0), 0, atol=1e-12)
np.testing.assert_array_almost_equal(z.std(axis=0), np.ones(3))
