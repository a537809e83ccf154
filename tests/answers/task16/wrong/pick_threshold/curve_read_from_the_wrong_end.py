# Reads the curve of scikit-learn from its wrong end.
# costs: test_pick_threshold
from sklearn.metrics import precision_recall_curve


def pick_threshold(p, y, min_recall):
    precision, recall, thresholds = precision_recall_curve(y, p)
    return thresholds[np.argmax(recall >= min_recall)]
