# A lambda.
# costs: nothing
relu = lambda v: np.fmax(v, 0.0)
