# Returns [] whatever comes in.
# costs: test_threshold
def threshold(p, cutoff=0.5):
    return []
