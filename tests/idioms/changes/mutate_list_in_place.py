# The student's function changes a list of the test.
# needs: changes

# %% answer
def add_one(items):
    for i in range(len(items)):
        items[i] += 1

# %% test
items = [1, 2]
add_one(items)
assert items == [2, 3]
