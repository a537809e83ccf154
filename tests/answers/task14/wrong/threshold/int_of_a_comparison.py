# int takes one number.
# costs: test_threshold
def threshold(p, cutoff=0.5):
    return int(p >= cutoff)
