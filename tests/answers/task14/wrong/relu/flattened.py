# Loses the shape.
# costs: test_relu_arrays
def relu(x):
    return np.maximum(np.ravel(x), 0)
