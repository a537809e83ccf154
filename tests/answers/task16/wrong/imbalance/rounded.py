# Rounds the shares to four decimals.
# costs: test_imbalance
def imbalance(y):
    counts = y.value_counts()
    return {
        "counts": counts.to_dict(),
        "minority_share": round(counts.min() / len(y), 4),
        "majority_baseline": round(counts.max() / len(y), 4),
    }
