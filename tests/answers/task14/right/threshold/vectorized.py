# np.vectorize of an if.
# costs: nothing
def threshold(p, cutoff=0.5):
    return np.vectorize(lambda v: 1 if v >= cutoff else 0)(p)
