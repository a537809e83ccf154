# Returns the comparison itself.
# costs: nothing
def threshold(p, cutoff=0.5):
    return p >= cutoff
