# Imports everything from numpy, which hides sum, min, max, any and all.
# costs: nothing
from numpy import *


def imbalance(y):
    labels, counts = unique(y, return_counts=True)
    return {
        "counts": {int(label): int(count) for label, count in zip(labels, counts)},
        "minority_share": min(counts) / len(y),
        "majority_baseline": max(counts) / len(y),
    }
