# The sign of the difference.
# costs: test_threshold
def threshold(p, cutoff=0.5):
    return np.sign(p - cutoff)
