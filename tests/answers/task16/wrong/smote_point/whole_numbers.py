# Cuts the decimals off.
# costs: test_smote_point
def smote_point(x, neighbour, lam):
    return (x + lam * (neighbour - x)).astype(int)
