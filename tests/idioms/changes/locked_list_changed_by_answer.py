# The answer appends to a list of a locked cell.
# needs: changes

# %% locked
data = [1, 2, 3]

# %% answer
data.append(4)

# %% test
assert data == [1, 2, 3, 4]
