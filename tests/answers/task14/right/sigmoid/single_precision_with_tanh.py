# Computes the form with tanh in float32.
# costs: nothing
def sigmoid(x, a=1.0, b=0.0):
    z = np.asarray(x, dtype=np.float32) * np.float32(a) + np.float32(b)
    return np.float32(0.5) * (1 + np.tanh(z / 2))
