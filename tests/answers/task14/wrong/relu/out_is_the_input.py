# Saves memory by writing over the input.
# costs: test_relu_arrays
def relu(x):
    if isinstance(x, np.ndarray):
        return np.maximum(x, 0, out=x)
    return max(x, 0)
