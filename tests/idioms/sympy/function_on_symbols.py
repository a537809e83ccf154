# The test passes symbols to the student's function.
# needs: nothing
# requires: sympy

# %% answer
def newton_step(f, x, x0):
    return x0 - f.subs(x, x0) / f.diff(x).subs(x, x0)

# %% test
import sympy
x = sympy.Symbol("x")
assert newton_step(x**2 - 2, x, sympy.Integer(1)) == sympy.Rational(3, 2)
assert abs(newton_step(x**2 - 2, x, 1.5) - 1.41667) < 1e-4
