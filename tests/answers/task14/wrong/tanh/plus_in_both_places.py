# Has a plus where the formula has a minus.
# costs: test_tanh
def tanh(x):
    return (np.exp(x) + np.exp(-x)) / (np.exp(x) + np.exp(-x))
