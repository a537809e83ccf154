# The test passes an io.StringIO instead of a file.
# needs: nothing

# %% answer
def numbers(file):
    return [float(line) for line in file if line.strip()]

# %% test
import io
assert numbers(io.StringIO("1\n\n2.5\n")) == [1.0, 2.5]
