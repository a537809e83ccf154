# Sorts a Series of distances.
# costs: nothing
def nearest_minority(X, y, i, k, minority=1):
    rows = np.flatnonzero(y == minority)
    rows = rows[rows != i]
    distance = pd.Series(np.linalg.norm(X[rows] - X[i], axis=1), index=rows)
    return distance.nsmallest(k).index
