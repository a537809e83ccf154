# Returns which rows are near as True and False.
# costs: test_nearest_minority
def nearest_minority(X, y, i, k, minority=1):
    distance = np.linalg.norm(X - X[i], axis=1)
    distance[y != minority] = np.inf
    distance[i] = np.inf
    return distance <= np.sort(distance)[k - 1]
