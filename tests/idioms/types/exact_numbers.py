# Decimal, Fraction, complex and large whole numbers.
# needs: nothing

# %% answer
from decimal import Decimal
from fractions import Fraction

price = Decimal("19.99") * 3
share = Fraction(1, 3) + Fraction(1, 6)
z = (1 + 2j) ** 2
googol = 10**100

# %% test
from decimal import Decimal
from fractions import Fraction
import numbers
assert price == Decimal("59.97") and isinstance(price, Decimal)
assert share == Fraction(1, 2) and share.denominator == 2
assert z == -3 + 4j and abs(z) == 5 and z.imag == 4
assert googol % 7 == 4 and len(str(googol)) == 101
assert all(isinstance(n, numbers.Number) for n in (price, share, z, googol))
