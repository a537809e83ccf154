# Rounds to three digits.
# costs: test_softmax_values
def softmax(z, axis=-1):
    e = np.exp(z - np.max(z, axis=axis, keepdims=True))
    return np.round(e / np.sum(e, axis=axis, keepdims=True), 3)
