# Reads the curve of scikit-learn.
# costs: nothing
from sklearn.metrics import precision_recall_curve


def pick_threshold(p, y, min_recall):
    precision, recall, thresholds = precision_recall_curve(y, p)
    return thresholds[recall[:-1] >= min_recall].max()
