# Writes axis=1, which a vector does not have.
# costs: test_softmax_values, test_softmax_axis, test_softmax_stable
def softmax(z, axis=-1):
    e = np.exp(z - np.max(z, axis=1, keepdims=True))
    return e / np.sum(e, axis=1, keepdims=True)
