# Copies floats, but writes into an array of ints.
# costs: test_relu_arrays
def relu(x):
    result = np.asarray(x)
    if result.dtype.kind == "f":
        result = result.copy()
    result[result < 0] = 0
    return result
