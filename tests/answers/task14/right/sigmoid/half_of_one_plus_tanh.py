# The form with tanh, which never overflows.
# costs: nothing
def sigmoid(x, a=1.0, b=0.0):
    z = a * x + b
    return (1 + np.tanh(z / 2)) / 2
