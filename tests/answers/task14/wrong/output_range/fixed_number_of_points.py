# Always tries 1001 points.
# costs: test_output_range
def output_range(f, low, high, n=1001):
    values = f(np.linspace(low, high, 1001))
    return values.min(), values.max()
