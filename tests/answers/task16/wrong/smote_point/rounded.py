# Rounds the point.
# costs: test_smote_point
def smote_point(x, neighbour, lam):
    return np.round(x + lam * (neighbour - x), 2)
