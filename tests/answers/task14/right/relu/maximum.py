# np.maximum with 0 first.
# costs: nothing
def relu(x):
    return np.maximum(0, x)
