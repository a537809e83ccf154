# mock_open stands for a file that does not exist.
# needs: names

# %% answer
def first_line(path):
    with open(path) as file:
        return file.readline().strip()

# %% test
from unittest.mock import mock_open, patch
with patch("__main__.open", mock_open(read_data="one\ntwo\n"), create=True) as opened:
    assert first_line("nowhere.txt") == "one"
opened.assert_called_once_with("nowhere.txt")
