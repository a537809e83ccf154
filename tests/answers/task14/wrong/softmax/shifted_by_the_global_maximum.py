# One maximum for all rows: the others are 0 / 0 if they are far below.
# costs: test_softmax_stable
def softmax(z, axis=-1):
    e = np.exp(z - np.max(z))
    return e / np.sum(e, axis=axis, keepdims=True)
