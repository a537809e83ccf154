# Returns the logarithms of the probabilities.
# costs: test_softmax_values, test_softmax_axis, test_softmax_stable
def softmax(z, axis=-1):
    shifted = z - np.max(z, axis=axis, keepdims=True)
    return shifted - np.log(np.sum(np.exp(shifted), axis=axis, keepdims=True))
