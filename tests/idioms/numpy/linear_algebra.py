# A decomposition with several parts in a named result.
# needs: nothing

# %% answer
import numpy as np

def eigen(a):
    return np.linalg.eigh(a)

def solve(a, b):
    if abs(np.linalg.det(a)) < 1e-12:
        raise np.linalg.LinAlgError("singular")
    return np.linalg.solve(a, b)

# %% test
import numpy as np
a = np.array([[2.0, 1.0], [1.0, 2.0]])
values, vectors = eigen(a)
assert np.allclose(values, [1, 3])
assert np.allclose(vectors @ np.diag(values) @ vectors.T, a)
assert np.allclose(eigen(a).eigenvalues, [1, 3])

# %% test
assert np.allclose(solve(np.eye(2), np.array([1, 2])), [1, 2])
try:
    solve(np.ones((2, 2)), np.ones(2))
except np.linalg.LinAlgError:
    pass
else:
    raise AssertionError("a singular matrix must be refused")
