# Standardises the features first.
# costs: test_nearest_minority
def nearest_minority(X, y, i, k, minority=1):
    Z = (X - X.mean(axis=0)) / X.std(axis=0)
    distance = np.linalg.norm(Z - Z[i], axis=1)
    distance[(y != minority) | (np.arange(len(y)) == i)] = np.inf
    return np.argsort(distance)[:k]
