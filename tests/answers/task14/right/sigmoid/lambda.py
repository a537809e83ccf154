# A lambda with another name for the first parameter.
# costs: nothing
sigmoid = lambda value, a=1.0, b=0.0: np.exp(-np.logaddexp(0, -(a * value + b)))
