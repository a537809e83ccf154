# Forgot the minus, but cares for large inputs.
# costs: test_sigmoid_values, test_sigmoid_stable
from scipy.special import expit

def sigmoid(x, a=1.0, b=0.0):
    return expit(-(a * x + b))
