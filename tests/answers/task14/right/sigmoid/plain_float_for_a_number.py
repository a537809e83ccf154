# A number gives a float of Python.
# costs: nothing
from scipy.special import expit

def sigmoid(x, a=1.0, b=0.0):
    result = expit(a * x + b)
    return float(result) if np.ndim(result) == 0 else result
