# Gives back what was handed in.
# costs: test_output_range
def output_range(f, low, high, n=1001):
    return f
