# A locked cell seeds, and the answer draws what the teacher drew.
# needs: nothing

# %% locked
import numpy as np
np.random.seed(1)

# %% answer
walk = np.cumsum(np.random.choice([-1, 1], size=6))

# %% test
import numpy as np
np.random.seed(1)
assert np.array_equal(walk, np.cumsum(np.random.choice([-1, 1], size=6)))
