# Prints the right pair and returns nothing.
# costs: test_output_range
def output_range(f, low, high, n=1001):
    values = f(np.linspace(low, high, n))
    print(values.min(), values.max())
