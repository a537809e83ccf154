# A library function is wrapped by a mock that still calls it.
# needs: patch

# %% answer
import math

def hypotenuse(a, b):
    return math.sqrt(a * a + b * b)

# %% test
import math
from unittest.mock import patch
with patch("math.sqrt", wraps=math.sqrt) as spy:
    assert hypotenuse(3, 4) == 5
assert spy.called
