# Returns 0.0 and 1.0.
# costs: nothing
def threshold(p, cutoff=0.5):
    return np.where(np.asarray(p) >= cutoff, 1.0, 0.0)
