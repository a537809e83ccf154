# Says yes and no.
# costs: test_threshold
def threshold(p, cutoff=0.5):
    return np.where(p >= cutoff, "yes", "no")
