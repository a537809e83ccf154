# Leaves the defaults of a and b out.
# costs: test_sigmoid_values, test_sigmoid_shapes, test_sigmoid_stable
def sigmoid(x, a, b):
    z = np.clip(a * np.asarray(x, dtype=float) + b, -500, 500)
    return 1 / (1 + np.exp(-z))
