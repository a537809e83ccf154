# Leaves out the root, which changes no order.
# costs: nothing
def nearest_minority(X, y, i, k, minority=1):
    squared = ((X - X[i]) ** 2).sum(axis=1)
    allowed = [row for row in range(len(y)) if y[row] == minority and row != i]
    return sorted(allowed, key=lambda row: squared[row])[:k]
