# 2 where e was asked for.
# costs: test_softmax_values, test_softmax_axis, test_softmax_stable
def softmax(z, axis=-1):
    e = 2.0 ** (z - np.max(z, axis=axis, keepdims=True))
    return e / np.sum(e, axis=axis, keepdims=True)
