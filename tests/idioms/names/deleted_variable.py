# The answer must delete a variable.
# needs: changes

# %% locked
temporary = [1, 2, 3]

# %% answer
result = sum(temporary)
del temporary

# %% test
assert result == 6
assert "temporary" not in globals()
