# Gives back what was handed in.
# costs: test_threshold
def threshold(p, cutoff=0.5):
    return p
