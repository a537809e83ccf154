# Prints the dict and returns nothing.
# costs: test_imbalance
def imbalance(y):
    counts = y.value_counts()
    print(
        {
            "counts": counts.to_dict(),
            "minority_share": counts.min() / len(y),
            "majority_baseline": counts.max() / len(y),
        }
    )
