# roc_curve with all its points.
# costs: nothing
def pick_threshold(p, y, min_recall):
    from sklearn.metrics import roc_curve

    _, recall, thresholds = roc_curve(y, p, drop_intermediate=False)
    return thresholds[np.argmax(recall >= min_recall)]
