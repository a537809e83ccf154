# Leaves n out of np.linspace, which then makes 50 points.
# costs: test_output_range
def output_range(f, low, high, n=1001):
    values = f(np.linspace(low, high))
    return np.min(values), np.max(values)
