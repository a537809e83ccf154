# Uses scipy's expit.
# costs: nothing
from scipy.special import expit

def sigmoid(x, a=1.0, b=0.0):
    return expit(a * x + b)
