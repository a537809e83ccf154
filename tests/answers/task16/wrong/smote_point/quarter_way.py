# Hard-codes the quarter of the example.
# costs: test_smote_point
def smote_point(x, neighbour, lam):
    return x + 0.25 * (neighbour - x)
