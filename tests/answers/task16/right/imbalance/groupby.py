# Counts with groupby.
# costs: nothing
def imbalance(y):
    sizes = y.groupby(y).size()
    return {
        "counts": sizes.to_dict(),
        "minority_share": float(sizes.min()) / y.size,
        "majority_baseline": float(sizes.max()) / y.size,
    }
