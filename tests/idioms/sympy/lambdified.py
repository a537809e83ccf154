# A lambdified expression is called with numbers and arrays.
# needs: nothing
# requires: sympy

# %% answer
import sympy as sp

t = sp.symbols("t", positive=True)
height = 20 - sp.Rational(981, 200) * t**2
f = sp.lambdify(t, height, "numpy")

# %% test
import numpy as np
assert abs(f(0) - 20) < 1e-9
assert np.allclose(f(np.array([1.0, 2.0])), [15.095, 0.38])
assert t.is_positive
assert sp.latex(height).count("t") == 1
