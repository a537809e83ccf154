# Interpolates between two probabilities.
# costs: test_pick_threshold
def pick_threshold(p, y, min_recall):
    return float(np.quantile(p[y == 1], 1 - min_recall))
