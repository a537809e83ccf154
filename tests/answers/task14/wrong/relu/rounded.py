# Rounds to three digits.
# costs: test_relu_values, test_relu_arrays
def relu(x):
    return np.round(np.maximum(x, 0), 3)
