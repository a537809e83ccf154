# Counts all rows, not those of class 1.
# costs: test_pick_threshold
def pick_threshold(p, y, min_recall):
    for candidate in sorted(p, reverse=True):
        if np.mean(p >= candidate) >= min_recall:
            return float(candidate)
