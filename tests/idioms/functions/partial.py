# A functools.partial object and what it holds.
# needs: nothing

# %% answer
from functools import partial

parse_binary = partial(int, base=2)

# %% test
from functools import partial
assert parse_binary("101") == 5
assert isinstance(parse_binary, partial)
assert parse_binary.func is int
assert parse_binary.keywords == {"base": 2}
