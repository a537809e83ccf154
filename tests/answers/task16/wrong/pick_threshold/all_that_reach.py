# Returns every threshold that reaches the goal.
# costs: test_pick_threshold
def pick_threshold(p, y, min_recall):
    return [t for t in sorted(p, reverse=True) if np.mean(p[y == 1] >= t) >= min_recall]
