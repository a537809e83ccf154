# Cells end with bare values and semicolons, and the test with a print.
# needs: nothing

# %% answer
first = [1, 2, 3];
first

# %% answer
second = tuple(first)
second;

# %% test
assert second == (1, 2, 3); assert first[0] == 1
print("ok")
