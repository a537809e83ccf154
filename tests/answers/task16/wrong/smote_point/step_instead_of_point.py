# Returns the step and forgets to add it to x.
# costs: test_smote_point
def smote_point(x, neighbour, lam):
    return lam * (neighbour - x)
