# %% answer
def f(items):
    items.clear()
    return []

# %% test
items = [3, 1]
assert f(items) == []
assert items == [3, 1]
