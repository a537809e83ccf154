# A loop calls the student's function twenty thousand times.
# needs: nothing

# %% answer
def is_even(n):
    return n % 2 == 0

# %% test
for i in range(20000):
    assert is_even(i) == (i % 2 == 0)
