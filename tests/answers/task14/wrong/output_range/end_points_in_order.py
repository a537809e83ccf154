# Takes the value at low for the smallest.
# costs: test_output_range
def output_range(f, low, high, n=1001):
    return f(low), f(high)
