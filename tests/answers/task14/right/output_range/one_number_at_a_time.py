# A loop over plain numbers.
# costs: nothing
def output_range(f, low, high, n=1001):
    smallest = largest = f(low)
    for i in range(n):
        value = f(low + (high - low) * i / (n - 1))
        smallest = min(smallest, value)
        largest = max(largest, value)
    return smallest, largest
