# Hard-codes what the visible test asks for.
# costs: test_imbalance
def imbalance(y):
    return {"counts": {0: 6, 1: 2}, "minority_share": 0.25, "majority_baseline": 0.75}
