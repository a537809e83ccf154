# The formula of the slides.
# costs: nothing
def tanh(x):
    return np.sinh(x) / np.cosh(x)
