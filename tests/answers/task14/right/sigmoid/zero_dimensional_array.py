# A number gives an array of shape ().
# costs: nothing
def sigmoid(x, a=1.0, b=0.0):
    z = np.asarray(a * x + b, dtype=float)
    e = np.exp(-np.abs(z))
    return np.array(np.where(z >= 0, 1, e) / (1 + e))
