# The state of the generator is saved by the test and put back.
# needs: patch

# %% answer
import random

def coin():
    return random.random() < 0.5

# %% test
import random
state = random.getstate()
first = [coin() for _ in range(20)]
random.setstate(state)
assert [coin() for _ in range(20)] == first
assert {True, False} == set(first) or len(set(first)) == 1
