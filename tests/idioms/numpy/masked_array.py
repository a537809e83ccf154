# A masked array, its mask and its mean.
# needs: one process

# %% answer
import numpy as np

readings = np.ma.masked_less([3.0, -999.0, 5.0], 0)

# %% test
assert isinstance(readings, np.ma.MaskedArray)
assert readings.mask.tolist() == [False, True, False]
assert readings.mean() == 4.0
assert readings.count() == 2
