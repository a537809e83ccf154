# print is replaced by a mock that records its calls.
# needs: patch

# %% answer
def greet(names):
    for name in names:
        print("Hello", name)

# %% test
from unittest.mock import call, patch
with patch("builtins.print") as mocked:
    greet(["Ann", "Bob"])
assert mocked.call_count == 2
mocked.assert_has_calls([call("Hello", "Ann"), call("Hello", "Bob")])
