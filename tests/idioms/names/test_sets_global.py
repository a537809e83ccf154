# The test gives a new value to a global that the student's function reads.
# needs: names

# %% answer
rate = 0.1

def tax(x):
    return x * rate

# %% test
rate = 0.5
assert tax(10) == 5
