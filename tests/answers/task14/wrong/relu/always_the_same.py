# Returns 0 whatever comes in.
# costs: test_relu_values, test_relu_arrays
def relu(x):
    return 0
