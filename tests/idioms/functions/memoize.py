# A cache of the student's calls a function of the test only once per argument.
# needs: nothing

# %% answer
def memoize(f):
    cache = {}

    def wrapper(x):
        if x not in cache:
            cache[x] = f(x)
        return cache[x]

    return wrapper

# %% test
calls = 0

def slow(x):
    global calls
    calls += 1
    return x * x

fast = memoize(slow)
assert [fast(2), fast(3), fast(2)] == [4, 9, 4]
assert calls == 2
