# math.exp takes single numbers only.
# costs: test_softmax_values, test_softmax_axis, test_softmax_stable
import math

def softmax(z, axis=-1):
    return math.exp(z) / sum(math.exp(z))
