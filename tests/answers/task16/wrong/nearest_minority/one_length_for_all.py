# Forgets axis=1, so there is one distance for all.
# costs: test_nearest_minority
def nearest_minority(X, y, i, k, minority=1):
    distance = np.linalg.norm(X - X[i])
    distance[y != minority] = np.inf
    return np.argsort(distance)[:k]
