# Divides the frequent class by the rare one.
# costs: test_imbalance
def imbalance(y):
    counts = y.value_counts()
    return {
        "counts": dict(counts),
        "minority_share": counts.max() / counts.min(),
        "majority_baseline": counts.max() / len(y),
    }
