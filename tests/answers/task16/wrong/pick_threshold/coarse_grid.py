# Tries hundredths only.
# costs: test_pick_threshold
def pick_threshold(p, y, min_recall):
    for t in np.arange(1, 0, -0.01):
        if np.mean(p[y == 1] >= t) >= min_recall:
            return t
