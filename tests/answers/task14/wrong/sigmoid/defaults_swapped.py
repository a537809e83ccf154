# Has 0 as the default of a and 1 as that of b.
# costs: test_sigmoid_values, test_sigmoid_shapes, test_sigmoid_stable
from scipy.special import expit

def sigmoid(x, a=0.0, b=1.0):
    return expit(a * x + b)
