# The result of minimize has attributes and items.
# needs: nothing

# %% answer
from scipy.optimize import minimize

def loss(p):
    return (p[0] - 1) ** 2 + (p[1] + 2) ** 2

result = minimize(loss, [0, 0])

# %% test
import numpy as np
assert result.success
assert np.allclose(result.x, [1, -2], atol=1e-3)
assert abs(result["fun"]) < 1e-6
assert loss([1, -2]) == 0
