# Calls itself for the parts of an array.
# costs: nothing
def relu(x):
    if isinstance(x, np.ndarray):
        return np.array([relu(v) for v in x])
    return x if x > 0 else 0
