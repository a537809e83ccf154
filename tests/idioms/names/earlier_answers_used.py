# Later answers use earlier ones, and the test uses all.
# needs: nothing

# %% answer
def double(x):
    return 2 * x

# %% test
assert double(4) == 8

# %% answer
eight = double(double(2))

# %% answer
def quadruple(x):
    return double(double(x))

# %% test
assert eight == quadruple(2) == 8
