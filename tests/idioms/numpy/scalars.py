# numpy scalars, NaN and infinity are compared and their types checked.
# needs: nothing

# %% answer
import numpy as np

largest = np.float64(2.5)
count = np.int64(7)
missing = np.nan
flag = np.bool_(True)

# %% test
import math
assert isinstance(largest, float) and isinstance(largest, np.floating)
assert isinstance(count, np.integer) and count == 7
assert math.isnan(missing) and missing != missing
assert flag and isinstance(flag, (bool, np.bool_))
assert round(largest, 1) == 2.5 and int(count) + 1 == 8
