# Counts the ones by adding them.
# costs: nothing
def imbalance(y):
    ones = int(y.sum())
    zeros = len(y) - ones
    return {
        "counts": {0: zeros, 1: ones},
        "minority_share": min(zeros, ones) / len(y),
        "majority_baseline": max(zeros, ones) / len(y),
    }
