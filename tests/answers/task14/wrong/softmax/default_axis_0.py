# Uses axis, but its default is 0.
# costs: test_softmax_axis
def softmax(z, axis=0):
    e = np.exp(z - np.max(z, axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)
