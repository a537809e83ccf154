# An object with __call__ is used as a function.
# needs: nothing

# %% answer
class Polynomial:
    def __init__(self, *coefficients):
        self.coefficients = coefficients

    def __call__(self, x):
        return sum(c * x**n for n, c in enumerate(self.coefficients))

# %% test
p = Polynomial(1, 0, 2)
assert callable(p)
assert p(3) == 19
assert list(map(p, [0, 1])) == [1, 3]
