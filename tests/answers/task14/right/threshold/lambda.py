# A lambda.
# costs: nothing
threshold = lambda p, cutoff=0.5: np.greater_equal(p, cutoff)
