# The test resets a global counter of the student's before it counts.
# needs: changes, names

# %% answer
comparisons = 0

def smallest(values):
    global comparisons
    best = values[0]
    for value in values[1:]:
        comparisons += 1
        if value < best:
            best = value
    return best

# %% test
comparisons = 0
assert smallest([3, 1, 2]) == 1
assert comparisons == 2
