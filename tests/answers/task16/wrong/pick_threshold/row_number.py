# Returns the number of a row.
# costs: test_pick_threshold
def pick_threshold(p, y, min_recall):
    order = np.argsort(-p)
    found = np.cumsum(y[order]) / y.sum()
    return int(np.argmax(found >= min_recall))
