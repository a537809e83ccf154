# The test passes a generator and a file-like iterator to the student's function.
# needs: nothing

# %% answer
def first(n, iterable):
    return [item for _, item in zip(range(n), iterable)]

# %% test
assert first(2, (c for c in "abc")) == ["a", "b"]
def endless():
    while True:
        yield 0
assert first(3, endless()) == [0, 0, 0]
assert first(1, iter({"k": 1})) == ["k"]
