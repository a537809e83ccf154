# Returns 1 where x is positive.
# costs: test_relu_values, test_relu_arrays
def relu(x):
    return np.where(np.asarray(x) > 0, 1, 0)
