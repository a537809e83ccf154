# A list comprehension with max.
# costs: test_relu_values, test_relu_arrays
def relu(x):
    return [max(0, v) for v in x]
