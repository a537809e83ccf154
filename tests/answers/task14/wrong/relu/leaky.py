# A little comes through for negative numbers.
# costs: test_relu_values, test_relu_arrays
def relu(x):
    return np.where(np.asarray(x) > 0, x, 0.01 * np.asarray(x))
