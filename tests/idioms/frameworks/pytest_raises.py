# pytest.raises with a pattern for the message.
# needs: nothing

# %% answer
def f(x):
    if x < 0:
        raise ValueError("negative")

# %% test
import pytest
with pytest.raises(ValueError, match="negative"):
    f(-1)
