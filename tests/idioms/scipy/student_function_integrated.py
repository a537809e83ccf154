# scipy calls the student's function from the test.
# needs: nothing

# %% answer
def density(x):
    return 2 * x

def rhs(t, y):
    return [-y[0]]

# %% test
from scipy.integrate import quad
area, error = quad(density, 0, 1)
assert abs(area - 1) < 1e-8

# %% test
import numpy as np
from scipy.integrate import solve_ivp
solution = solve_ivp(rhs, (0, 1), [1.0], rtol=1e-6)
assert abs(solution.y[0, -1] - np.exp(-1)) < 1e-4
