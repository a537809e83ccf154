# The lines that a function prints are counted and compared one by one.
# needs: nothing

# %% answer
def pyramid(n):
    for row in range(1, n + 1):
        print(" " * (n - row) + "*" * (2 * row - 1))

# %% test
import io
from contextlib import redirect_stdout

def printed(f, *args):
    buffer = io.StringIO()
    with redirect_stdout(buffer):
        result = f(*args)
    assert result is None, "print the text, do not return it"
    return buffer.getvalue().splitlines()

assert printed(pyramid, 3) == ["  *", " ***", "*****"]
assert printed(pyramid, 0) == []
