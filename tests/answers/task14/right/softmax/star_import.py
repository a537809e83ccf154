# With numpy's functions by a star import.
# costs: nothing
from numpy import *

def softmax(z, axis=-1):
    e = exp(z - max(z, axis=axis, keepdims=True))
    return e / sum(e, axis=axis, keepdims=True)
