# A student's exception is a subclass of Exception, and is caught by its name.
# needs: nothing

# %% answer
class TooLow(ValueError):
    pass

def check(x):
    if x < 0:
        raise TooLow("no")

# %% test
assert issubclass(TooLow, Exception)
try:
    check(-1)
except TooLow:
    pass
else:
    raise AssertionError("nothing raised")
