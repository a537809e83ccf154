# The cache of functools shows that the student's function uses it.
# needs: nothing

# %% answer
from functools import lru_cache

@lru_cache(maxsize=None)
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)

# %% test
assert fib(80) == 23416728348467685
assert fib.cache_info().hits > 0
assert hasattr(fib, "cache_clear")
fib.cache_clear()
assert fib.cache_info().currsize == 0
