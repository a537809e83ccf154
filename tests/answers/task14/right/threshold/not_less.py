# Says it the other way round.
# costs: nothing
def threshold(p, cutoff=0.5):
    return 1 - np.less(p, cutoff)
