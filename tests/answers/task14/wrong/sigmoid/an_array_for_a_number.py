# A number gives an array of length 1.
# costs: test_sigmoid_shapes
from scipy.special import expit

def sigmoid(x, a=1.0, b=0.0):
    return np.atleast_1d(expit(a * np.asarray(x) + b))
