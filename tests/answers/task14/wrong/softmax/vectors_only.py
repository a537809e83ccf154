# A list comprehension over the rows of a matrix, as if they were numbers.
# costs: test_softmax_axis, test_softmax_stable
import math

def softmax(z, axis=-1):
    top = max(z)
    e = [math.exp(v - top) for v in z]
    return np.array([v / sum(e) for v in e])
