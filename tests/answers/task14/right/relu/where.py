# np.where with the mask.
# costs: nothing
def relu(x):
    return np.where(x > np.zeros_like(x), x, 0)
