# Always compares with 0.5.
# costs: test_threshold
def threshold(p, cutoff=0.5):
    return np.where(np.asarray(p) >= 0.5, 1, 0)
