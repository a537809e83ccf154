# A class that inherits from str or int and keeps its methods.
# needs: nothing

# %% answer
class Dna(str):
    def complement(self):
        return Dna(self.translate(str.maketrans("ACGT", "TGCA")))

class Celsius(float):
    @property
    def fahrenheit(self):
        return self * 9 / 5 + 32

# %% test
d = Dna("GATTACA")
assert d == "GATTACA" and d.count("A") == 3 and d[:2] == "GA"
assert d.complement() == "CTAATGT" and isinstance(d.complement(), Dna)

# %% test
assert Celsius(100).fahrenheit == 212 and Celsius(1.5) + 1 == 2.5
