# Returns a list, feature by feature.
# costs: nothing
def smote_point(x, neighbour, lam):
    return [a + lam * (b - a) for a, b in zip(x, neighbour)]
