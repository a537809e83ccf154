# The category and the text of a caught warning.
# needs: nothing

# %% answer
import warnings

def mean(values):
    if not values:
        warnings.warn("mean of nothing", RuntimeWarning)
        return float("nan")
    return sum(values) / len(values)

# %% test
import math, warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    assert math.isnan(mean([]))
    assert mean([2]) == 2
assert len(caught) == 1
assert issubclass(caught[-1].category, RuntimeWarning)
assert "nothing" in str(caught[-1].message)
