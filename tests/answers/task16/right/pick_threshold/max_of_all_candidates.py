# Collects all thresholds that reach the goal and takes the largest.
# costs: nothing
def pick_threshold(p, y, min_recall):
    return max(t for t in p if (p[y == 1] >= t).mean() >= min_recall)
