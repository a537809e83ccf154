# Writes it for one number and lets numpy do the arrays.
# costs: nothing
import math

def one(x, a, b):
    z = a * x + b
    if z >= 0:
        return 1 / (1 + math.exp(-z))
    return math.exp(z) / (1 + math.exp(z))

def sigmoid(x, a=1.0, b=0.0):
    return np.vectorize(one)(x, a, b)
