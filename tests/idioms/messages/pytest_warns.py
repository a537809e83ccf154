# pytest.warns around a call of the student's.
# needs: nothing

# %% answer
import warnings

class ModelWarning(UserWarning):
    pass

def fit(n):
    if n < 10:
        warnings.warn(f"only {n} rows", ModelWarning)
    return n

# %% test
import pytest
with pytest.warns(UserWarning, match="only 3"):
    assert fit(3) == 3
with pytest.warns(ModelWarning):
    fit(1)
