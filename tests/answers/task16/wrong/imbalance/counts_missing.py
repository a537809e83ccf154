# Counts, and does not hand the counts on.
# costs: test_imbalance
def imbalance(y):
    share = y.mean()
    return {"minority_share": min(share, 1 - share), "majority_baseline": max(share, 1 - share)}
