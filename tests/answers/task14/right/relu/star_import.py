# With numpy's maximum by a star import.
# costs: nothing
from numpy import *

def relu(x):
    return maximum(x, 0)
