# Makes both branches of np.where safe.
# costs: nothing
def sigmoid(x, a=1.0, b=0.0):
    z = a * x + b
    return np.where(
        z >= 0,
        1 / (1 + np.exp(-np.maximum(z, 0))),
        np.exp(np.minimum(z, 0)) / (1 + np.exp(np.minimum(z, 0))),
    )
