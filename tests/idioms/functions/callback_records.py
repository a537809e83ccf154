# The student calls a bound method of a list of the test's.
# needs: nothing

# %% answer
def for_each(items, action):
    for item in items:
        action(item)

# %% test
seen = []
for_each("abc", seen.append)
assert seen == ["a", "b", "c"]
assert for_each([], print) is None
