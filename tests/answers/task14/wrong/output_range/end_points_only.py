# Looks at the two ends only.
# costs: test_output_range
def output_range(f, low, high, n=1001):
    return min(f(low), f(high)), max(f(low), f(high))
