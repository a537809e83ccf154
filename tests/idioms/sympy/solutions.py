# The roots of an equation as a list and a set.
# needs: nothing
# requires: sympy

# %% answer
import sympy as sp

x = sp.Symbol("x")
roots = sp.solve(x**2 - 5 * x + 6, x)
exact = sp.sqrt(2) / 2

# %% test
assert set(roots) == {2, 3}
assert all(isinstance(root, sp.Integer) for root in roots)
assert exact**2 == sp.Rational(1, 2)
assert abs(float(exact) - 0.70710678) < 1e-6
