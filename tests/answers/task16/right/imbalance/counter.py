# Counts with collections.Counter and keeps it.
# costs: nothing
def imbalance(y):
    from collections import Counter

    counts = Counter(y)
    return {
        "counts": counts,
        "minority_share": min(counts.values()) / len(y),
        "majority_baseline": max(counts.values()) / len(y),
    }
