# Lets the exponential overflow to infinity on purpose, without a warning.
# costs: nothing
def sigmoid(x, a=1.0, b=0.0):
    with np.errstate(over="ignore"):
        return 1 / (1 + np.exp(-(a * x + b)))
