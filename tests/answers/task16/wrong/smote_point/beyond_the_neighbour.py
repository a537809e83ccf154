# Walks on behind the neighbour.
# costs: test_smote_point
def smote_point(x, neighbour, lam):
    return neighbour + lam * (neighbour - x)
