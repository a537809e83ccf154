# Stops one client before the goal.
# costs: test_pick_threshold
def pick_threshold(p, y, min_recall):
    positives = np.sort(p[y == 1])[::-1]
    return positives[max(0, int(np.ceil(min_recall * len(positives))) - 2)]
