# Gives the count where the share is asked for.
# costs: test_imbalance
def imbalance(y):
    counts = y.value_counts()
    return {
        "counts": counts.to_dict(),
        "minority_share": counts.min() / len(y),
        "majority_baseline": counts.max(),
    }
