# The answer returns an object of scipy that is called like a function.
# needs: nothing

# %% answer
from scipy.interpolate import CubicSpline

def smooth(x, y):
    return CubicSpline(x, y)

# %% test
import numpy as np
x = np.linspace(0, np.pi, 9)
spline = smooth(x, np.sin(x))
assert abs(spline(1.0) - np.sin(1.0)) < 1e-3
assert np.allclose(spline(x), np.sin(x))
assert abs(spline.derivative()(0.5) - np.cos(0.5)) < 1e-2
