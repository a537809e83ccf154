# e to the 2x minus 1, which is exact near 0.
# costs: nothing
def tanh(x):
    e = np.expm1(2 * x)
    return e / (e + 2)
