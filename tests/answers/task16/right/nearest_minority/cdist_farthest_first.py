# Uses scipy and returns the farthest of the k first.
# costs: nothing
def nearest_minority(X, y, i, k, minority=1):
    from scipy.spatial.distance import cdist

    rows = np.array([j for j in np.flatnonzero(y == minority) if j != i])
    order = cdist(X[[i]], X[rows])[0].argsort()[:k]
    return tuple(int(j) for j in rows[order][::-1])
