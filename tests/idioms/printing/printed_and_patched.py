# A dialogue: patched input, and the printed text of the same call.
# needs: patch

# %% answer
def guess(secret):
    while True:
        number = int(input("guess: "))
        if number == secret:
            print("right")
            return
        print("too high" if number > secret else "too low")

# %% test
import io
from contextlib import redirect_stdout
from unittest.mock import patch

out = io.StringIO()
with patch("builtins.input", side_effect=["5", "9", "7"]), redirect_stdout(out):
    guess(7)
assert out.getvalue().split("\n")[:3] == ["too low", "too high", "right"]
