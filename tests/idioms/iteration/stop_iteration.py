# The test expects StopIteration from next().
# needs: nothing

# %% answer
class Once:
    def __init__(self, value):
        self.values = [value]

    def __iter__(self):
        return self

    def __next__(self):
        if not self.values:
            raise StopIteration
        return self.values.pop()

# %% test
it = iter(Once(5))
assert next(it) == 5
assert next(it, "end") == "end"
try:
    next(it)
except StopIteration:
    pass
else:
    raise AssertionError("StopIteration expected")
