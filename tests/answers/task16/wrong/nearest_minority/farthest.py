# Sorts the wrong way round.
# costs: test_nearest_minority
def nearest_minority(X, y, i, k, minority=1):
    distance = np.linalg.norm(X - X[i], axis=1)
    distance[y != minority] = -1
    distance[i] = -1
    return np.argsort(-distance)[:k]
