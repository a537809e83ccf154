# %% answer
def f(x):
    return np.log(x)

# %% test
with np.errstate(divide="raise"):
    try:
        f(np.array([0.0]))
    except FloatingPointError:
        pass
    else:
        raise AssertionError("no error")
with np.errstate(divide="ignore"):
    assert f(np.array([0.0]))[0] == -np.inf
