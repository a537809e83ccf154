# A function must return nothing, or a tuple that the test unpacks.
# needs: nothing

# %% answer
def nothing(x):
    x + 1

def bounds(values):
    return min(values), max(values)

# %% test
assert nothing(1) is None
low, high = bounds([3, 1, 2])
assert (low, high) == (1, 3)
assert isinstance(bounds([1]), tuple) and len(bounds([1])) == 2
