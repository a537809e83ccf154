# input is patched to return one text.
# needs: patch

# %% answer
def ask():
    return int(input("n? ")) + 1

# %% test
from unittest.mock import patch
with patch("builtins.input", return_value="4"):
    assert ask() == 5
