# Goes through the features with zip.
# costs: nothing
def smote_point(x, neighbour, lam):
    return np.array([a + lam * (b - a) for a, b in zip(x, neighbour)])
