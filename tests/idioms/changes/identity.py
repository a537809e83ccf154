# A function returns the very object that it was given.
# needs: nothing

# %% answer
def same(x):
    return x

# %% test
a = [1]
assert same(a) is a
