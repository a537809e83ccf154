# Divides columns by the sums of rows; on a square matrix no error says so.
# costs: test_softmax_axis, test_softmax_stable
def softmax(z, axis=-1):
    e = np.exp(z - np.max(z, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis)
