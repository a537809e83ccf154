# Makes negative numbers positive.
# costs: test_relu_values, test_relu_arrays
def relu(x):
    return np.abs(x)
