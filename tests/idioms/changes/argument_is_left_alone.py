# A function must not change its argument.
# needs: changes

# %% answer
def without_first(items):
    return items[1:]

# %% test
items = [1, 2, 3]
result = without_first(items)
assert result == [2, 3]
assert items == [1, 2, 3], "do not change the list that you were given"
assert result is not items
