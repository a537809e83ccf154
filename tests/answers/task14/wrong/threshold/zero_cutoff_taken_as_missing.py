# Takes a cutoff of 0 for no cutoff.
# costs: test_threshold
def threshold(p, cutoff=0.5):
    return np.where(np.asarray(p) >= (cutoff or 0.5), 1, 0)
