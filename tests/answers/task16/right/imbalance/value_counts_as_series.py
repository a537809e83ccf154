# Leaves the counts a Series.
# costs: nothing
def imbalance(y):
    counts = y.value_counts()
    return {
        "counts": counts,
        "minority_share": counts.min() / counts.sum(),
        "majority_baseline": counts.max() / counts.sum(),
    }
