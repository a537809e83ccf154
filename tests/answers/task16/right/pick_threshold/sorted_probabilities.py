# Sorts and counts how many clients of class 1 are found.
# costs: nothing
def pick_threshold(p, y, min_recall):
    order = np.argsort(p)[::-1]
    found = np.cumsum(y[order]) / np.sum(y)
    return p[order][np.argmax(found >= min_recall)]
