# Returns where x is positive.
# costs: test_relu_values, test_relu_arrays
def relu(x):
    return x > 0
