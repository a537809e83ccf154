# The test changes a list of the student's, and the student's function sees it.
# needs: nothing

# %% answer
inventory = ["sword"]

def has(item):
    return item in inventory

# %% test
assert has("sword")
inventory.append("shield")
assert has("shield")
inventory.clear()
assert not has("sword")
