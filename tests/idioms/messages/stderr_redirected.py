# What the student writes to stderr is caught.
# needs: nothing

# %% answer
import sys

def complain(message):
    print(f"error: {message}", file=sys.stderr)

# %% test
import contextlib, io
err = io.StringIO()
with contextlib.redirect_stderr(err):
    complain("no file")
assert err.getvalue() == "error: no file\n"
