# Hard-codes what the visible test asks for first.
# costs: test_imbalance
def imbalance(y):
    return {"counts": {0: 5, 1: 2}, "minority_share": 2 / 7, "majority_baseline": 5 / 7}
