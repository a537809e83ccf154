# Counts with numpy.bincount and keeps the array.
# costs: nothing
def imbalance(y):
    counts = np.bincount(y)
    return {
        "counts": counts,
        "minority_share": counts.min() / counts.sum(),
        "majority_baseline": counts.max() / counts.sum(),
    }
