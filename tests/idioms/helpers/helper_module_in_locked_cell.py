# A module beside the notebook is imported by a locked cell.
# needs: nothing

# %% locked
from helper import triple

# %% answer
y = triple(2)

# %% test
assert y == 6

# %% file helper.py
def triple(x):
    return 3 * x
