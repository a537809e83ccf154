# The imports stand in a cell that nbgrader does not manage.
# needs: nothing

# %% given
import math
import numpy as np

values = np.array([1.0, 4.0, 9.0])

# %% answer
roots = np.sqrt(values)

# %% test
assert np.allclose(roots, [1, 2, 3])
assert math.isclose(roots.sum(), 6)
assert values.tolist() == [1.0, 4.0, 9.0]
