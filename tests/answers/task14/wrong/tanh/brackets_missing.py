# Forgot the brackets of the fraction.
# costs: test_tanh
def tanh(x):
    return np.exp(x) - np.exp(-x) / np.exp(x) + np.exp(-x)
