# Results of arithmetic are compared with objects of the same class.
# needs: operators

# %% answer
from math import gcd

class Fraction:
    def __init__(self, a, b):
        g = gcd(a, b)
        self.a, self.b = a // g, b // g

    def __add__(self, other):
        return Fraction(self.a * other.b + other.a * self.b, self.b * other.b)

    def __mul__(self, other):
        return Fraction(self.a * other.a, self.b * other.b)

    def __truediv__(self, other):
        return Fraction(self.a * other.b, self.b * other.a)

    def __eq__(self, other):
        return self.a * other.b == other.a * self.b

    def __str__(self):
        return f"{self.a}/{self.b}"

# %% test
half, quarter = Fraction(1, 2), Fraction(1, 4)
assert half + quarter == Fraction(3, 4)
assert half * half == quarter
assert half / quarter == Fraction(2, 1)
assert str(Fraction(6, 8)) == "3/4"
