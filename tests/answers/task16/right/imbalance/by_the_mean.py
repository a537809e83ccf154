# Uses the mean of y and of 1 - y; adds a key of his own.
# costs: nothing
def imbalance(y):
    yes = y.mean()
    ones = int(y.sum())
    return {
        "counts": {1: ones, 0: len(y) - ones},
        "minority_share": min(yes, 1 - yes),
        "majority_baseline": max(yes, 1 - yes),
        "rarer": int(yes < 0.5),
    }
