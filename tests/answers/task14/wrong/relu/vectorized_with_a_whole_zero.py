# np.vectorize takes the type from the first result, the int 0, and cuts off the rest.
# costs: test_relu_arrays
def relu(x):
    return np.vectorize(lambda v: v if v > 0 else 0)(x)
