# math.tanh takes single numbers only.
# costs: test_tanh
import math

def tanh(x):
    return math.tanh(x)
