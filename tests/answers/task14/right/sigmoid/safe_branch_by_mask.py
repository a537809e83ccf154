# Computes each branch only where it is safe.
# costs: nothing
def sigmoid(x, a=1.0, b=0.0):
    z = np.asarray(a * x + b, dtype=float)
    result = np.empty(z.shape)
    positive = z >= 0
    result[positive] = 1 / (1 + np.exp(-z[positive]))
    e = np.exp(z[~positive])
    result[~positive] = e / (1 + e)
    return result
