# Draws a lam of his own.
# costs: test_smote_point
def smote_point(x, neighbour, lam):
    return x + np.random.rand() * (neighbour - x)
