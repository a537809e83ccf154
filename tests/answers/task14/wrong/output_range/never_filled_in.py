# Left the cell as it was released.
# costs: test_output_range
def output_range(f, low, high, n=1001):
    # YOUR CODE HERE
    raise NotImplementedError()
