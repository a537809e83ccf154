# Gives shares in percent.
# costs: test_imbalance
def imbalance(y):
    counts = y.value_counts()
    return {
        "counts": dict(counts),
        "minority_share": 100 * counts.min() / len(y),
        "majority_baseline": 100 * counts.max() / len(y),
    }
