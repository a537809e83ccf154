# The test asks whether a name is there.
# needs: nothing

# %% answer
answer = 42

# %% test
assert "answer" in globals()
