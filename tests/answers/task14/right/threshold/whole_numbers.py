# Turns the comparison into ints.
# costs: nothing
def threshold(p, cutoff=0.5):
    return np.asarray(np.asarray(p) >= cutoff).astype(int)
