# A later answer uses a name that a test cell defined.
# needs: names

# %% answer
def f(x):
    return x + 1

# %% test
sample = [1, 2, 3]
assert [f(s) for s in sample] == [2, 3, 4]

# %% answer
total = sum(f(s) for s in sample)

# %% test
assert total == 9
