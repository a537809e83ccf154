# cosh over sinh.
# costs: test_tanh
def tanh(x):
    return np.cosh(x) / np.sinh(x)
