# Lazy objects of the standard types are listed, and one has its type checked.
# needs: nothing

# %% answer
r = range(3)
z = zip([1], [2])
m = map(str, [1])

# %% test
assert list(r) == [0, 1, 2]
assert list(z) == [(1, 2)]
assert list(m) == ["1"]
assert isinstance(m, map)
