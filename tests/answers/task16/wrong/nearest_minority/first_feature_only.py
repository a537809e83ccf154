# Measures along the first feature only.
# costs: test_nearest_minority
def nearest_minority(X, y, i, k, minority=1):
    distance = np.abs(X[:, 0] - X[i, 0])
    distance[y != minority] = np.inf
    distance[i] = np.inf
    return np.argsort(distance)[:k]
