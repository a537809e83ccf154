# Left the cell as it was released.
# costs: test_tanh
def tanh(x):
    # YOUR CODE HERE
    raise NotImplementedError()
