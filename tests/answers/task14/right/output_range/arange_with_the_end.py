# np.arange of whole numbers, scaled.
# costs: nothing
def output_range(f, low, high, n=1001):
    values = f(low + np.arange(n) * (high - low) / (n - 1))
    return np.min(values), np.max(values)
