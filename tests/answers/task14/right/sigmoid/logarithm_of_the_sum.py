# np.logaddexp adds without overflow.
# costs: nothing
def sigmoid(x, a=1.0, b=0.0):
    return np.exp(-np.logaddexp(0.0, -(a * np.asarray(x) + b)))
