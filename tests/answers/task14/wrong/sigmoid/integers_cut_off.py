# Fills an array like x, which cuts off all decimals if x is an int.
# costs: test_sigmoid_values
from scipy.special import expit

def sigmoid(x, a=1.0, b=0.0):
    result = np.zeros_like(x)
    result[...] = expit(a * np.asarray(x) + b)
    return result
