# Takes the smallest threshold that reaches the goal.
# costs: test_pick_threshold
def pick_threshold(p, y, min_recall):
    for t in np.sort(p):
        if np.mean(p[y == 1] >= t) >= min_recall:
            return t
