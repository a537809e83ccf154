# Counts with numpy.unique; keys and counts are numpy integers.
# costs: nothing
def imbalance(y):
    labels, counts = np.unique(y, return_counts=True)
    share = counts / counts.sum()
    return {
        "counts": dict(zip(labels, counts)),
        "minority_share": np.min(share),
        "majority_baseline": np.max(share),
    }
