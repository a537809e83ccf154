# %% answer
sum = len = max = isinstance = lambda *args: 42
def f():
    return 3

# %% test
assert sum([1, 2]) == 3 and len('a') == 1 and isinstance(f(), int) and max(1, 2) == 2
