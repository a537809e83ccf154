# The range of x.
# costs: test_output_range
def output_range(f, low, high, n=1001):
    x = np.linspace(low, high, n)
    return x.min(), x.max()
