# A random.Random object is passed and draws from the student's code.
# needs: nothing

# %% answer
def shuffle(items, rng):
    items = list(items)
    for i in range(len(items) - 1, 0, -1):
        j = rng.randint(0, i)
        items[i], items[j] = items[j], items[i]
    return items

# %% test
import random
assert sorted(shuffle("hello", random.Random(1))) == sorted("hello")
assert shuffle(range(9), random.Random(5)) == shuffle(range(9), random.Random(5))
