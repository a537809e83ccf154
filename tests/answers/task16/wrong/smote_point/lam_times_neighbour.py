# Forgets to subtract x.
# costs: test_smote_point
def smote_point(x, neighbour, lam):
    return x + lam * neighbour
