# A function of a library is patched for the student's code.
# needs: patch

# %% answer
import random

def roll():
    return random.randint(1, 6)

# %% test
from unittest.mock import patch
with patch("random.randint", return_value=4):
    assert roll() == 4
