# Sigmoid of each element.
# costs: test_softmax_values, test_softmax_axis, test_softmax_stable
def softmax(z, axis=-1):
    return sigmoid(np.asarray(z))
