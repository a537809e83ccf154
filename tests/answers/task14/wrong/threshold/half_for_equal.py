# np.heaviside with the usual 0.5 for equal.
# costs: test_threshold
def threshold(p, cutoff=0.5):
    return np.heaviside(p - cutoff, 0.5)
