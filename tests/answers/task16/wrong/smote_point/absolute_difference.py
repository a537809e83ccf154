# Takes the absolute difference, and so always goes up.
# costs: test_smote_point
def smote_point(x, neighbour, lam):
    return x + lam * np.abs(neighbour - x)
