# Cuts off at 1, as if the result were a probability.
# costs: test_relu_values, test_relu_arrays
def relu(x):
    return np.clip(x, 0, 1)
