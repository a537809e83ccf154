# Gives shares where counts are asked for.
# costs: test_imbalance
def imbalance(y):
    shares = y.value_counts(normalize=True)
    return {
        "counts": shares.to_dict(),
        "minority_share": shares.min(),
        "majority_baseline": shares.max(),
    }
