# Sorts the values and takes both ends.
# costs: nothing
def output_range(f, low, high, n=1001):
    values = sorted(f(low + (high - low) * i / (n - 1)) for i in range(n))
    return values[0], values[-1]
