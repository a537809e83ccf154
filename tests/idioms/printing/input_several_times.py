# input is patched with one text after another, and the prompts are checked.
# needs: patch

# %% answer
def read_numbers():
    numbers = []
    while (text := input("Number: ")) != "stop":
        numbers.append(int(text))
    return numbers

# %% test
from unittest import mock
with mock.patch("builtins.input", side_effect=["3", "4", "stop"]) as mocked:
    assert read_numbers() == [3, 4]
assert mocked.call_count == 3
mocked.assert_called_with("Number: ")
