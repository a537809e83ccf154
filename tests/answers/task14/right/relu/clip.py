# np.clip without an upper end.
# costs: nothing
def relu(x):
    return np.clip(x, 0, None)
