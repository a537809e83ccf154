# %% answer
def f(x):
    return np.asarray(x) * 2.0

# %% test
got = f([[1, 2], [3, 4]])
assert isinstance(got, np.ndarray) and got.shape == (2, 2) and got.dtype == float
np.testing.assert_allclose(got, [[2, 4], [6, 8]])
np.testing.assert_array_equal(f(np.arange(3)), np.arange(3) * 2)
