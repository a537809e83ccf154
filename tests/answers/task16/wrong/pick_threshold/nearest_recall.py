# Takes the recall nearest to the goal, even if it is below.
# costs: test_pick_threshold
def pick_threshold(p, y, min_recall):
    candidates = np.sort(p)[::-1]
    recall = np.array([np.mean(p[y == 1] >= t) for t in candidates])
    return candidates[np.argmin(np.abs(recall - min_recall))]
