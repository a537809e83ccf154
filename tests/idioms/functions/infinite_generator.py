# An endless generator is sliced, and advanced with next.
# needs: nothing

# %% answer
def naturals():
    n = 0
    while True:
        yield n
        n += 1

# %% test
from itertools import islice, takewhile
assert list(islice(naturals(), 4)) == [0, 1, 2, 3]
assert list(takewhile(lambda n: n < 3, naturals())) == [0, 1, 2]
g = naturals()
next(g)
assert next(g) == 1
assert g is iter(g)
