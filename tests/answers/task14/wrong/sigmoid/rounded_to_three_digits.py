# Rounds the result.
# costs: test_sigmoid_values
from scipy.special import expit

def sigmoid(x, a=1.0, b=0.0):
    return np.round(expit(a * x + b), 3)
