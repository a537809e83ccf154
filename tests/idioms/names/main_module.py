# The test reads the answers through the module __main__.
# needs: nothing

# %% answer
limit = 10

def below(x):
    return x < limit

# %% test
import __main__
assert hasattr(__main__, "below")
assert __main__.limit == 10
assert getattr(__main__, "below")(3) is True
