# The set-up cell has a magic line, as most notebooks do.
# needs: nothing

# %% locked
%matplotlib inline
import matplotlib.pyplot as plt
import numpy as np

# %% answer
x = np.linspace(0, 1, 11)
plt.plot(x, x**2)
plt.show()

# %% test
assert len(x) == 11 and np.isclose(x[1] - x[0], 0.1)
