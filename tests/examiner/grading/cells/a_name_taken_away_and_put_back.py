# %% answer
def square(n):
    return n * n
def total(n):
    return sum(square(k) for k in range(n + 1))

# %% test
original = square
del square
try:
    total(3)
except NameError:
    pass
else:
    raise AssertionError("total does not use square")
finally:
    square = original
assert total(3) == 14
