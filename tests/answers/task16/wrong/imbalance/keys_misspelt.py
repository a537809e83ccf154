# Spells a key in another way.
# costs: test_imbalance
def imbalance(y):
    counts = y.value_counts()
    return {
        "counts": counts.to_dict(),
        "minority share": counts.min() / len(y),
        "majority baseline": counts.max() / len(y),
    }
