# Asks x for its shape, which a number does not have.
# costs: test_sigmoid_values, test_sigmoid_shapes
from scipy.special import expit

def sigmoid(x, a=1.0, b=0.0):
    result = np.empty(x.shape)
    result[:] = expit(a * x + b)
    return result
