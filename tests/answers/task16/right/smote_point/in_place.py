# Changes its own copy of x in place.
# costs: nothing
def smote_point(x, neighbour, lam):
    point = np.array(x, dtype=float)
    point += (neighbour - point) * lam
    return point
