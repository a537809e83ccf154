# Draws a lam for each feature, up to the given one.
# costs: test_smote_point
def smote_point(x, neighbour, lam):
    return x + np.random.uniform(0, lam, len(x)) * (neighbour - x)
