# Right for all but square matrices, where the sums of rows go to the columns.
# costs: test_softmax_axis
def softmax(z, axis=-1):
    e = np.exp(z - np.max(z, axis=axis, keepdims=True))
    if e.ndim == 2 and e.shape[0] == e.shape[1]:
        return e / np.sum(e, axis=axis)
    return e / np.sum(e, axis=axis, keepdims=True)
