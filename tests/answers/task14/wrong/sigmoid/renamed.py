# Gave the function a name of their own.
# costs: test_sigmoid_values, test_sigmoid_shapes, test_sigmoid_stable
from scipy.special import expit

def my_sigmoid(x, a=1.0, b=0.0):
    return expit(a * x + b)
