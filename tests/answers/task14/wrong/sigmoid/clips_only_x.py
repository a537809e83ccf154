# Clips x, and multiplies by a afterwards.
# costs: test_sigmoid_stable
def sigmoid(x, a=1.0, b=0.0):
    x = np.clip(x, -500, 500)
    return 1 / (1 + np.exp(-(a * x + b)))
