# Returns the points, not their row numbers.
# costs: test_nearest_minority
def nearest_minority(X, y, i, k, minority=1):
    distance = np.linalg.norm(X - X[i], axis=1)
    distance[(y != minority) | (np.arange(len(y)) == i)] = np.inf
    return X[np.argsort(distance)[:k]]
