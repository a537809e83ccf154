# Largest minus smallest.
# costs: test_output_range
def output_range(f, low, high, n=1001):
    values = f(np.linspace(low, high, n))
    return values.max() - values.min()
