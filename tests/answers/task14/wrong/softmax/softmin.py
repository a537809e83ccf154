# The sign of the exponent is wrong.
# costs: test_softmax_values, test_softmax_axis, test_softmax_stable
def softmax(z, axis=-1):
    e = np.exp(np.min(z, axis=axis, keepdims=True) - z)
    return e / np.sum(e, axis=axis, keepdims=True)
