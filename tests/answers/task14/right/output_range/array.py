# An array of two numbers.
# costs: nothing
def output_range(f, low, high, n=1001):
    values = np.sort(f(np.linspace(low, high, n)))
    return values[[0, -1]]
