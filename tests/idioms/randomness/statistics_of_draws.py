# Many draws are counted, and their mean has to be near the expected one.
# needs: nothing

# %% answer
import random

def roll():
    return random.randint(1, 6)

# %% test
rolls = [roll() for _ in range(3000)]
assert set(rolls) == {1, 2, 3, 4, 5, 6}
assert abs(sum(rolls) / len(rolls) - 3.5) < 0.2
assert roll.__name__ == "roll"
