# The tangent of trigonometry.
# costs: test_tanh
def tanh(x):
    return np.tan(x)
