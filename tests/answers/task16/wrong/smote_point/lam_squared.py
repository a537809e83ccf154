# Uses the square of lam.
# costs: test_smote_point
def smote_point(x, neighbour, lam):
    return x + lam**2 * (neighbour - x)
