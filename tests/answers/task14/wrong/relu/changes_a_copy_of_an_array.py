# Works on a copy, but a number has no copy.
# costs: test_relu_values
def relu(x):
    result = x.copy()
    result[result < 0] = 0
    return result
