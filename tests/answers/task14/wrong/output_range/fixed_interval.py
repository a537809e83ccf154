# Always looks from -10 to 10.
# costs: test_output_range
def output_range(f, low, high, n=1001):
    values = f(np.linspace(-10, 10, n))
    return values.min(), values.max()
