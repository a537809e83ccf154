# Partitions instead of sorting, so the order is arbitrary.
# costs: nothing
def nearest_minority(X, y, i, k, minority=1):
    distance = np.sqrt(np.sum(np.square(X - X[i]), axis=1))
    distance = np.where(y == minority, distance, np.inf)
    distance[i] = np.inf
    return np.argpartition(distance, k - 1)[:k]
