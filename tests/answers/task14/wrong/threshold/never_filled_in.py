# Left the cell as it was released.
# costs: test_threshold
def threshold(p, cutoff=0.5):
    # YOUR CODE HERE
    raise NotImplementedError()
