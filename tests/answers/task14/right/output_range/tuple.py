# numpy's minimum and maximum in a tuple.
# costs: nothing
def output_range(f, low, high, n=1001):
    values = f(np.linspace(low, high, n))
    return values.min(), values.max()
