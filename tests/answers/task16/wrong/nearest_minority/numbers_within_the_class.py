# Numbers the rows within the minority class.
# costs: test_nearest_minority
def nearest_minority(X, y, i, k, minority=1):
    rare = X[y == minority]
    distance = np.linalg.norm(rare - X[i], axis=1)
    return np.argsort(distance)[1 : k + 1]
