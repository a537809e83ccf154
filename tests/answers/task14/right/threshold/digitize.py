# The number of the bin.
# costs: nothing
def threshold(p, cutoff=0.5):
    return np.digitize(p, [cutoff])
