# Computes 1 - 2 / (exp(2x) + 1) in float32.
# costs: nothing
def tanh(x):
    x = np.asarray(x, dtype=np.float32)
    return 1 - 2 / (np.exp(2 * x) + 1)
