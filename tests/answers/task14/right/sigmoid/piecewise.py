# Two formulas, each where it is safe.
# costs: nothing
def sigmoid(x, a=1.0, b=0.0):
    z = np.asarray(a * x + b, dtype=float)
    return np.piecewise(
        z, [z < 0], [lambda v: np.exp(v) / (1 + np.exp(v)), lambda v: 1 / (1 + np.exp(-v))]
    )
