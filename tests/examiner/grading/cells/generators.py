# %% answer
def f():
    n = 0
    while True:
        yield n
        n += 1

# %% test
import itertools
numbers = f()
assert next(numbers) == 0
assert list(itertools.islice(numbers, 3)) == [1, 2, 3]
