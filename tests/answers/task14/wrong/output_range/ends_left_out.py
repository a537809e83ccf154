# The ends are not among the points.
# costs: test_output_range
def output_range(f, low, high, n=1001):
    values = f(np.linspace(low, high, n + 2)[1:-1])
    return values.min(), values.max()
