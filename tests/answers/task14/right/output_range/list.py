# A list.
# costs: nothing
def output_range(f, low, high, n=1001):
    values = f(np.linspace(low, high, num=n))
    return [np.amin(values), np.amax(values)]
