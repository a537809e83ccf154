# Prints the point and returns nothing.
# costs: test_smote_point
def smote_point(x, neighbour, lam):
    print(x + lam * (neighbour - x))
