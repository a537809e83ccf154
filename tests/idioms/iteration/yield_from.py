# A recursive generator with yield from.
# needs: nothing

# %% answer
def flat(tree):
    for item in tree:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield item

# %% test
assert list(flat([1, [2, [3, []], 4]])) == [1, 2, 3, 4]
import inspect
assert inspect.isgeneratorfunction(flat)
assert [n for n, _ in zip(flat([[1, 2], 3]), range(2))] == [1, 2]
