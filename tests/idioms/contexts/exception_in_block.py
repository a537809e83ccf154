# A context manager closes although the block raises, and swallows one kind of error.
# needs: nothing

# %% answer
class Ignore:
    def __init__(self, *kinds):
        self.kinds = kinds
        self.caught = None

    def __enter__(self):
        return self

    def __exit__(self, kind, value, traceback):
        if kind is not None and issubclass(kind, self.kinds):
            self.caught = kind.__name__
            return True
        return False

# %% test
with Ignore(ZeroDivisionError) as ignore:
    1 / 0
assert ignore.caught == "ZeroDivisionError"
try:
    with Ignore(KeyError):
        int("x")
except ValueError:
    pass
else:
    raise AssertionError("ValueError must come through")
