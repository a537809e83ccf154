# A lambda.
# costs: nothing
output_range = lambda f, low, high, n=1001: (np.min(f(np.linspace(low, high, n))), np.max(f(np.linspace(low, high, n))))
