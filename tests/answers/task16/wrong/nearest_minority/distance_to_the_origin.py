# Measures from 0 instead of from point i.
# costs: test_nearest_minority
def nearest_minority(X, y, i, k, minority=1):
    distance = np.linalg.norm(X, axis=1)
    distance[y != minority] = np.inf
    distance[i] = np.inf
    return np.argsort(distance)[:k]
