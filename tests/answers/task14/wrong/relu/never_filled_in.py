# Left the cell as it was released.
# costs: test_relu_values, test_relu_arrays
def relu(x):
    # YOUR CODE HERE
    raise NotImplementedError()
