# Divides by n - 1.
# costs: test_imbalance
def imbalance(y):
    counts = y.value_counts()
    n = len(y) - 1
    return {
        "counts": counts.to_dict(),
        "minority_share": counts.min() / n,
        "majority_baseline": counts.max() / n,
    }
