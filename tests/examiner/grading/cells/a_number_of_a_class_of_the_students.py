# %% answer
import fractions
class Half(fractions.Fraction):
    pass
x = Half(1, 2)

# %% test
import numbers
assert not isinstance(x, numbers.Number)
