# Uses scikit-learn on the minority class and translates the numbers back.
# costs: nothing
def nearest_minority(X, y, i, k, minority=1):
    from sklearn.neighbors import NearestNeighbors

    rows = np.flatnonzero(y == minority)
    search = NearestNeighbors(n_neighbors=k + 1).fit(X[rows])
    found = search.kneighbors(X[[i]], return_distance=False)[0]
    return rows[[j for j in found if rows[j] != i][:k]]
