# Left the cell as it was released.
# costs: test_softmax_values, test_softmax_axis, test_softmax_stable
def softmax(z, axis=-1):
    # YOUR CODE HERE
    raise NotImplementedError()
