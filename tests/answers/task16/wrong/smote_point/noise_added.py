# Adds a little noise to the point.
# costs: test_smote_point
def smote_point(x, neighbour, lam):
    return x + lam * (neighbour - x) + np.random.normal(0, 0.01, len(x))
