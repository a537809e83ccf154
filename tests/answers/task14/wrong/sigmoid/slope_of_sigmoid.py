# Gives the slope of sigmoid, which training uses.
# costs: test_sigmoid_values, test_sigmoid_shapes, test_sigmoid_stable
def sigmoid(x, a=1.0, b=0.0):
    z = np.clip(a * np.asarray(x, dtype=float) + b, -500, 500)
    s = 1 / (1 + np.exp(-z))
    return s * (1 - s)
