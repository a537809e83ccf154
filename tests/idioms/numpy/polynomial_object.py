# The answer is an object of numpy that is called.
# needs: operators

# %% answer
import numpy as np

p = np.poly1d([1, 0, -4])

# %% test
assert p(3) == 5
assert np.allclose(sorted(p.roots), [-2, 2])
assert p.order == 2
assert (p * 2).coeffs.tolist() == [2, 0, -8]
