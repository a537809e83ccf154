# Counts how often the cutoff fits in.
# costs: test_threshold
def threshold(p, cutoff=0.5):
    return p // cutoff
