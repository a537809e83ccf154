# Returns p itself above the cutoff.
# costs: test_threshold
def threshold(p, cutoff=0.5):
    return np.where(np.asarray(p) >= cutoff, p, 0)
