# A single comparison has no astype.
# costs: test_threshold
def threshold(p, cutoff=0.5):
    return (p >= cutoff).astype(int)
