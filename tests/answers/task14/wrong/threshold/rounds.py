# Rounds instead of comparing, and numpy rounds 0.5 to 0.
# costs: test_threshold
def threshold(p, cutoff=0.5):
    return np.round(p)
