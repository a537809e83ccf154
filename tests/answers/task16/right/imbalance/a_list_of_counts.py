# Gives the counts as a list: its places are the labels.
# costs: nothing
def imbalance(y):
    counts = np.bincount(y).tolist()
    return dict(
        counts=counts,
        minority_share=min(counts) / sum(counts),
        majority_baseline=max(counts) / sum(counts),
    )
