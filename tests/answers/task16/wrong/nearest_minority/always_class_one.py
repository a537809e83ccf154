# Ignores minority and takes class 1.
# costs: test_nearest_minority
def nearest_minority(X, y, i, k, minority=1):
    distance = np.linalg.norm(X - X[i], axis=1)
    distance[y != 1] = np.inf
    distance[i] = np.inf
    return np.argsort(distance)[:k]
