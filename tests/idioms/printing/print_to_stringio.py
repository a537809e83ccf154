# What the student's function prints is caught with redirect_stdout.
# needs: nothing

# %% answer
def hello():
    print("hello")

# %% test
import io, contextlib
out = io.StringIO()
with contextlib.redirect_stdout(out):
    hello()
assert out.getvalue() == "hello\n"
