# A locked set-up function calls a function that the student writes further down.
# needs: nothing

# %% locked
def evaluate(values):
    return [score(v) for v in values]

# %% answer
def score(v):
    return v * 10

# %% test
assert evaluate([1, 2]) == [10, 20]
