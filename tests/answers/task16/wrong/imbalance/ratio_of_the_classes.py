# Divides the rare class by the frequent one, not by all rows.
# costs: test_imbalance
def imbalance(y):
    counts = y.value_counts()
    return {
        "counts": dict(counts),
        "minority_share": counts.min() / counts.max(),
        "majority_baseline": counts.max() / len(y),
    }
