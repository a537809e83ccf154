# Walks away from the neighbour: the point is outside the segment.
# costs: test_smote_point
def smote_point(x, neighbour, lam):
    return x - lam * (neighbour - x)
