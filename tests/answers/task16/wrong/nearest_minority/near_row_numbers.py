# Takes the rows beside row i in the table.
# costs: test_nearest_minority
def nearest_minority(X, y, i, k, minority=1):
    rows = np.flatnonzero((y == minority) & (np.arange(len(y)) != i))
    return rows[np.argsort(np.abs(rows - i))[:k]]
