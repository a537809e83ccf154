# Chooses the safe branch with if, which an array does not allow.
# costs: test_sigmoid_shapes, test_sigmoid_stable
def sigmoid(x, a=1.0, b=0.0):
    z = a * x + b
    if z >= 0:
        return 1 / (1 + np.exp(-z))
    return np.exp(z) / (1 + np.exp(z))
