# Random points instead of an even grid.
# costs: test_output_range
def output_range(f, low, high, n=1001):
    values = f(np.random.default_rng(1).uniform(low, high, n))
    return values.min(), values.max()
