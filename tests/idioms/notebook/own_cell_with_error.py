# The student's own cell fails; what stands below runs all the same.
# needs: nothing

# %% answer
def f(x):
    return x + 1

# %% own
f("a")

# %% test
assert f(1) == 2

# %% own
this is not python

# %% answer
three = f(2)

# %% test
assert three == 3
