# Returns the two ends below each other.
# costs: test_smote_point
def smote_point(x, neighbour, lam):
    return np.vstack([x, x + lam * (neighbour - x)])
