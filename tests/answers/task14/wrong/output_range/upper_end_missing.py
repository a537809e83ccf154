# np.arange leaves out the upper end.
# costs: test_output_range
def output_range(f, low, high, n=1001):
    values = f(np.arange(low, high, (high - low) / n))
    return values.min(), values.max()
