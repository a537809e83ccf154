# The student's function must refuse bad input with an assert.
# needs: one process

# %% answer
def root(x):
    assert x >= 0, "x must not be negative"
    return x**0.5

# %% test
assert root(9) == 3
try:
    root(-1)
except AssertionError as error:
    assert "negative" in str(error)
else:
    raise ValueError("root(-1) must fail")
