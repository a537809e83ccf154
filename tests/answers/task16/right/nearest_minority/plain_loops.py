# Uses loops and math.dist.
# costs: nothing
def nearest_minority(X, y, i, k, minority=1):
    import math

    pairs = []
    for j in range(len(X)):
        if j != i and y[j] == minority:
            pairs.append((math.dist(X[i], X[j]), j))
    pairs.sort()
    return [j for _, j in pairs[:k]]
