# Returns how far the point is from x.
# costs: test_smote_point
def smote_point(x, neighbour, lam):
    return lam * np.linalg.norm(neighbour - x)
