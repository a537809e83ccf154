# Stretches and steepens sigmoid, and forgets to subtract 1.
# costs: test_tanh
def tanh(x):
    return 2 / (1 + np.exp(-2 * x))
