# > where >= was asked for.
# costs: test_threshold
def threshold(p, cutoff=0.5):
    return np.where(np.asarray(p) > cutoff, 1, 0)
