# Rounds to two digits.
# costs: test_output_range
def output_range(f, low, high, n=1001):
    values = f(np.linspace(low, high, n))
    return round(float(values.min()), 2), round(float(values.max()), 2)
