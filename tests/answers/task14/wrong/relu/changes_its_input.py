# Sets the negative numbers of the given array to 0.
# costs: test_relu_arrays
def relu(x):
    x = np.asarray(x)
    x[x < 0] = 0
    return x
