# Tries 100 points when n is left out.
# costs: test_output_range
def output_range(f, low, high, n=100):
    values = f(np.linspace(low, high, n))
    return values.min(), values.max()
