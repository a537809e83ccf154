# Returns np.array([]) whatever comes in.
# costs: test_output_range
def output_range(f, low, high, n=1001):
    return np.array([])
