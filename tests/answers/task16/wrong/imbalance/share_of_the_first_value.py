# Takes the first client's class for the frequent one.
# costs: test_imbalance
def imbalance(y):
    counts = y.value_counts()
    first = counts[y.iloc[0]]
    return {
        "counts": counts.to_dict(),
        "minority_share": 1 - first / len(y),
        "majority_baseline": first / len(y),
    }
