# Subtracts the bias.
# costs: test_sigmoid_values
from scipy.special import expit

def sigmoid(x, a=1.0, b=0.0):
    return expit(a * x - b)
