# numpy's step function, 1 at the step.
# costs: nothing
def threshold(p, cutoff=0.5):
    return np.heaviside(np.asarray(p) - cutoff, 1.0)
