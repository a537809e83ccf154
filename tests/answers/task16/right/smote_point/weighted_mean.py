# Weighs the two points.
# costs: nothing
def smote_point(x, neighbour, lam):
    return (1 - lam) * x + lam * neighbour
