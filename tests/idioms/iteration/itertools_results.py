# Results of itertools are compared as lists and counted.
# needs: nothing

# %% answer
import itertools

pairs = itertools.combinations("abc", 2)

def flatten(lists):
    return itertools.chain.from_iterable(lists)

# %% test
assert list(pairs) == [("a", "b"), ("a", "c"), ("b", "c")]
assert list(flatten([[1], [2, 3]])) == [1, 2, 3]
assert not isinstance(flatten([[1]]), list), "do not build a list"
