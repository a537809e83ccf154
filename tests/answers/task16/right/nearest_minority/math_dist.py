# Measures with math.dist.
# costs: nothing
from math import dist


def nearest_minority(X, y, i, k, minority=1):
    pairs = [(dist(X[i], X[row]), row) for row in np.where(y == minority)[0] if row != i]
    return np.array([row for _, row in sorted(pairs)[:k]])
