# An endless recursion is expected to end with RecursionError.
# needs: nothing

# %% answer
def forever(n):
    return forever(n + 1)

# %% test
try:
    forever(0)
except RecursionError:
    pass
else:
    raise AssertionError
