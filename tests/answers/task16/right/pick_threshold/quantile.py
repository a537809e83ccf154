# Takes a quantile of the positives without interpolation.
# costs: nothing
def pick_threshold(p, y, min_recall):
    positives = np.sort(p[y == 1])[::-1]
    needed = int(np.ceil(min_recall * len(positives) - 1e-9))
    return positives[max(needed, 1) - 1]
