# The difference of two expressions is simplified to zero.
# needs: nothing
# requires: sympy

# %% locked
import sympy as sp
x, y = sp.symbols("x y")

# %% answer
expression = (x + y) ** 2
slope = sp.diff(sp.sin(x) * x, x)

# %% test
assert sp.simplify(expression - (x**2 + 2 * x * y + y**2)) == 0
assert slope == sp.sin(x) + x * sp.cos(x)
assert expression.free_symbols == {x, y}
assert expression.subs({x: 1, y: 2}) == 9
