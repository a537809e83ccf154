# The places of the extremes, not their values.
# costs: test_output_range
def output_range(f, low, high, n=1001):
    x = np.linspace(low, high, n)
    return x[np.argmin(f(x))], x[np.argmax(f(x))]
