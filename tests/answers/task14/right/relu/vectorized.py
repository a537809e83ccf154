# np.vectorize with a float zero.
# costs: nothing
def relu(x):
    return np.vectorize(lambda v: float(max(v, 0.0)))(x)
