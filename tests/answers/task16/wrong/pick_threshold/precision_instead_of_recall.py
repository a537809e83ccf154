# Holds precision against the goal.
# costs: test_pick_threshold
def pick_threshold(p, y, min_recall):
    for candidate in sorted(p):
        if np.mean(y[p >= candidate] == 1) >= min_recall:
            return float(candidate)
    return 1.0
