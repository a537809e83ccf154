# np.fmax compares element by element too.
# costs: nothing
def relu(x):
    return np.fmax(0.0, x)
