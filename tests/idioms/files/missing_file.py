# A missing file must raise FileNotFoundError, or give a default.
# needs: nothing

# %% answer
def read(path, default=None):
    try:
        return open(path).read()
    except FileNotFoundError:
        if default is None:
            raise
        return default

# %% test
try:
    read("no-such-file.txt")
except FileNotFoundError:
    pass
else:
    raise AssertionError
assert read("no-such-file.txt", default="") == ""
