# Returns the three things without a dict.
# costs: test_imbalance
def imbalance(y):
    counts = y.value_counts()
    return counts.to_dict(), counts.min() / len(y), counts.max() / len(y)
