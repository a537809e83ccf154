# pytest.approx on numbers, lists, dicts and arrays.
# needs: nothing

# %% answer
import numpy as np

def thirds(n):
    return [k / 3 for k in range(n)]

shares = {"a": 0.1 + 0.2, "b": 0.7}
grid = np.full(3, 0.1 * 3)

# %% test
from pytest import approx
assert thirds(3) == approx([0, 0.333333, 0.666667], abs=1e-5)
assert shares == approx({"a": 0.3, "b": 0.7})
assert grid == approx(np.array([0.3, 0.3, 0.3]))
assert thirds(2)[1] != approx(0.3)
