# Counts only clients above the threshold as found.
# costs: test_pick_threshold
def pick_threshold(p, y, min_recall):
    for t in np.sort(p)[::-1]:
        if np.mean(p[y == 1] > t) >= min_recall:
            return t
    return 0.0
