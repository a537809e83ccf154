# Reads y[0] by its label, which is not always there.
# costs: test_imbalance
def imbalance(y):
    zeros = len([v for v in y if v == 0])
    ones = len(y) - zeros
    first = y[0]
    return {
        "counts": {0: zeros, 1: ones},
        "minority_share": min(zeros, ones) / len(y),
        "majority_baseline": max(zeros, ones) / len(y),
    }
