# Uses numpy.average.
# costs: nothing
def smote_point(x, neighbour, lam):
    return np.average([x, neighbour], axis=0, weights=[1 - lam, lam])
