# The student writes into an io.StringIO of the test.
# needs: nothing

# %% answer
def report(values, out):
    for value in values:
        out.write(f"{value:>6.2f}\n")

# %% test
import io
out = io.StringIO()
report([1, 2.345], out)
assert out.getvalue() == "  1.00\n  2.35\n" or out.getvalue() == "  1.00\n  2.34\n"
