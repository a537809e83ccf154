# A module beside the notebook is imported by the answer.
# needs: nothing

# %% locked
import math

# %% answer
from helper import triple
y = triple(2)

# %% test
assert y == 6

# %% file helper.py
def triple(x):
    return 3 * x
