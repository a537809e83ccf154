# Magics stand in the answer and the test cell.
# needs: nothing

# %% answer
%config InlineBackend.figure_format = "svg"
import math
root = math.sqrt(2)

# %% test
%matplotlib inline
assert abs(root**2 - 2) < 1e-12
