# Uses text as labels.
# costs: test_imbalance
def imbalance(y):
    counts = y.astype(str).value_counts()
    return {
        "counts": counts.to_dict(),
        "minority_share": counts.min() / len(y),
        "majority_baseline": counts.max() / len(y),
    }
