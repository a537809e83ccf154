# Left the cell as it was released.
# costs: test_sigmoid_values, test_sigmoid_shapes, test_sigmoid_stable
def sigmoid(x, a=1.0, b=0.0):
    # YOUR CODE HERE
    raise NotImplementedError()
