# A symbolic matrix, its determinant and its entries.
# needs: nothing
# requires: sympy

# %% answer
import sympy

a = sympy.Symbol("a")
M = sympy.Matrix([[1, a], [0, a]])

# %% test
import sympy
assert M.shape == (2, 2)
assert M.det() == a
assert M[0, 1] == a and M.T[1, 0] == a
assert M.subs(a, 2).inv() == sympy.Matrix([[1, -1], [0, sympy.Rational(1, 2)]])
