# Counts in the order of frequency, not by label.
# costs: test_imbalance
def imbalance(y):
    counts = y.value_counts().tolist()
    return {
        "counts": {0: counts[0], 1: counts[1]},
        "minority_share": counts[1] / len(y),
        "majority_baseline": counts[0] / len(y),
    }
