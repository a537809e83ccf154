# Takes the k smallest from a heap.
# costs: nothing
import heapq


def nearest_minority(X, y, i, k, minority=1):
    others = (row for row in range(len(X)) if row != i and y[row] == minority)
    return heapq.nsmallest(k, others, key=lambda row: np.sum((X[row] - X[i]) ** 2))
