# builtins.input is replaced by a lambda and put back.
# needs: patch

# %% answer
def area():
    width = float(input("width"))
    height = float(input("height"))
    return width * height

# %% test
import builtins
answers = iter(["2", "3.5"])
original = builtins.input
builtins.input = lambda prompt="": next(answers)
try:
    assert area() == 7
finally:
    builtins.input = original
