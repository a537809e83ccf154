# if works on single numbers only.
# costs: test_relu_arrays
def relu(x):
    if x > 0:
        return x
    return 0
