# Returns a matrix of one row.
# costs: test_smote_point
def smote_point(x, neighbour, lam):
    return (x + lam * (neighbour - x)).reshape(1, -1)
