# By way of a Series of pandas.
# costs: nothing
def output_range(f, low, high, n=1001):
    values = pd.Series(f(np.linspace(low, high, n)))
    return tuple(values.agg(['min', 'max']))
