# %% answer
def f(items, table):
    items.sort()
    table['a'] = 0

# %% test
# examiner: inplace
items, table = [3, 1, 2], {}
f(items, table)
assert items == [1, 2, 3] and table == {"a": 0}
