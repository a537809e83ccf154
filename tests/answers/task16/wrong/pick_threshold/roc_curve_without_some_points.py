# roc_curve leaves thresholds out.
# costs: test_pick_threshold
def pick_threshold(p, y, min_recall):
    from sklearn.metrics import roc_curve

    _, recall, thresholds = roc_curve(y, p)
    return thresholds[np.argmax(recall >= min_recall)]
