# Returns the recall that is reached.
# costs: test_pick_threshold
def pick_threshold(p, y, min_recall):
    positives = np.sort(p[y == 1])[::-1]
    for n, candidate in enumerate(positives, start=1):
        if n / len(positives) >= min_recall:
            return n / len(positives)
