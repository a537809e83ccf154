# A generator function returns a generator.
# needs: nothing

# %% answer
def gen():
    yield 1
    yield 2

# %% test
import types
g = gen()
assert isinstance(g, types.GeneratorType)
assert list(g) == [1, 2]
