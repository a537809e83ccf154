# Clips large numbers, and so makes different ones equal.
# costs: test_softmax_stable
def softmax(z, axis=-1):
    e = np.exp(np.clip(z, -500, 500))
    return e / np.sum(e, axis=axis, keepdims=True)
