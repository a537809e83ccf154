# The answer is a generator expression that is used up only once.
# needs: nothing

# %% answer
squares = (n * n for n in range(5))

# %% test
import types
assert isinstance(squares, types.GeneratorType)
assert sum(squares) == 30
assert list(squares) == []
