# Clips where the exponential has long overflowed.
# costs: test_sigmoid_stable
def sigmoid(x, a=1.0, b=0.0):
    z = np.clip(a * x + b, -1000, 1000)
    return 1 / (1 + np.exp(-z))
