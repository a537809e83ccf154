# Subtracts the smallest number instead of the largest.
# costs: test_softmax_stable
def softmax(z, axis=-1):
    e = np.exp(z - np.min(z, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)
