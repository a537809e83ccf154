# A sparse matrix: products, sums and a dense copy.
# needs: nothing

# %% answer
import scipy.sparse as sp

A = sp.eye(3).tocsr()

# %% test
import numpy as np
assert np.allclose(A.toarray(), np.eye(3))
assert (A @ np.ones(3) == 1).all()
assert (2 * A).sum() == 6
