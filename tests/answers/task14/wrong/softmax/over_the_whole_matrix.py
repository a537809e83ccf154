# All probabilities of the matrix sum to 1.
# costs: test_softmax_axis, test_softmax_stable
def softmax(z, axis=-1):
    e = np.exp(z - np.max(z))
    return e / e.sum()
