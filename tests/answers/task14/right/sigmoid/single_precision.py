# Computes in float32.
# costs: nothing
def sigmoid(x, a=1.0, b=0.0):
    z = np.asarray(x, dtype=np.float32) * np.float32(a) + np.float32(b)
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, np.float32(1), e) / (1 + e)
