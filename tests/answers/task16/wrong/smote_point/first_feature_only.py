# Moves the first feature only.
# costs: test_smote_point
def smote_point(x, neighbour, lam):
    made = x.copy()
    made[0] = x[0] + lam * (neighbour[0] - x[0])
    return made
