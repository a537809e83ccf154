# Returns k + 1 rows.
# costs: test_nearest_minority
def nearest_minority(X, y, i, k, minority=1):
    distance = np.sqrt(((X - X[i]) ** 2).sum(axis=1))
    distance[(y != minority) | (np.arange(len(y)) == i)] = np.inf
    return np.argsort(distance)[: k + 1]
