# Returns a tuple.
# costs: nothing
def smote_point(x, neighbour, lam):
    step = np.multiply(lam, np.subtract(neighbour, x))
    return tuple(np.add(x, step))
