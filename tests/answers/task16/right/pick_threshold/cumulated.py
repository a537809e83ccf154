# Adds the positives up from the highest probability down.
# costs: nothing
def pick_threshold(p, y, min_recall):
    order = np.argsort(-p)
    recall = np.cumsum(y[order]) / y.sum()
    return p[order][np.argmax(recall >= min_recall)]
