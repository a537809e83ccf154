# Computes in float32.
# costs: nothing
def relu(x):
    return np.maximum(np.asarray(x, dtype=np.float32), 0)
