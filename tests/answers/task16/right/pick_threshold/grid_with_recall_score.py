# Tries a grid of 0.001 with scikit-learn's recall_score.
# costs: nothing
from sklearn.metrics import recall_score


def pick_threshold(p, y, min_recall):
    best = 0.0
    for t in np.arange(0, 1.001, 0.001):
        if recall_score(y, (p >= t).astype(int)) >= min_recall:
            best = t
    return best
