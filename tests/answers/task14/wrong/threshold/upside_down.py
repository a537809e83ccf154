# 1 below the cutoff.
# costs: test_threshold
def threshold(p, cutoff=0.5):
    return np.where(np.asarray(p) >= cutoff, 0, 1)
