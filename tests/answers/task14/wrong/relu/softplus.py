# A smooth relative of ReLU.
# costs: test_relu_values, test_relu_arrays
def relu(x):
    return np.log1p(np.exp(x))
