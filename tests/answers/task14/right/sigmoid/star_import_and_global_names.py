# Imports everything from numpy, and has globals named like many things.
# costs: nothing
from numpy import *

max = min = sum = abs = round = any = all = None
range = (0, 1)
x = z = p = f = n = got = want = value = rng = shape = e
_half = 0.5

def sigmoid(x, a=1.0, b=0.0):
    return _half * (1 + tanh_of_numpy((a * x + b) * _half))

tanh_of_numpy = tanh
