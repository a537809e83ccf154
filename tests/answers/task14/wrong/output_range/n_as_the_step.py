# Takes n for the step of np.arange.
# costs: test_output_range
def output_range(f, low, high, n=1001):
    values = f(np.arange(low, high, n))
    return np.min(values), np.max(values)
