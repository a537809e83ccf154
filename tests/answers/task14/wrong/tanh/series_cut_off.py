# The first terms of the series, good near 0 only.
# costs: test_tanh
def tanh(x):
    return x - x**3 / 3 + 2 * x**5 / 15
