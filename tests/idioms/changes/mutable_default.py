# The notorious default list: each call must begin with an empty one.
# needs: nothing

# %% answer
def collect(item, items=None):
    items = [] if items is None else items
    items.append(item)
    return items

# %% test
assert collect(1) == [1]
assert collect(2) == [2]
first, second = collect(1), collect(1)
assert first is not second
