# A list comprehension, min and max of Python.
# costs: nothing
def output_range(f, low, high, n=1001):
    values = [f(x) for x in np.linspace(low, high, n)]
    return min(values), max(values)
