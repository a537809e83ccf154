# Tries whole numbers only.
# costs: test_output_range
def output_range(f, low, high, n=1001):
    values = [f(x) for x in range(int(low), int(high) + 1)]
    return min(values), max(values)
