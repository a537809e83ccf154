# An error of a test's function must come through the student's function unchanged.
# needs: nothing

# %% answer
def apply(f, x):
    return f(x)

# %% test
class Special(Exception):
    pass

def fail(x):
    raise Special(x)

try:
    apply(fail, 7)
except Special as error:
    assert error.args == (7,)
else:
    raise AssertionError
