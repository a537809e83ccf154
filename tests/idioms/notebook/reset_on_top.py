# The student's own cell on top clears all names, before the set-up cell runs.
# needs: nothing

# %% own
%reset -f

# %% locked
import math
base = 10

# %% answer
logarithm = math.log(1000, base)

# %% test
assert math.isclose(logarithm, 3)
assert base == 10
