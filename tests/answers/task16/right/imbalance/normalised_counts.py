# Lets pandas make the shares.
# costs: nothing
def imbalance(y):
    shares = y.value_counts(normalize=True)
    return {
        "counts": dict(y.value_counts()),
        "minority_share": shares.iloc[-1],
        "majority_baseline": shares.iloc[0],
        "ratio": shares.iloc[0] / shares.iloc[-1],
    }
