# Takes class 1 for the rarer one without looking.
# costs: test_imbalance
def imbalance(y):
    return {
        "counts": y.value_counts().to_dict(),
        "minority_share": y.mean(),
        "majority_baseline": 1 - y.mean(),
    }
