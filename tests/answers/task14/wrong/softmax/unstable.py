# The formula as it stands, which overflows at 710.
# costs: test_softmax_stable
def softmax(z, axis=-1):
    e = np.exp(z)
    return e / np.sum(e, axis=axis, keepdims=True)
