# if works on single numbers only.
# costs: test_threshold
def threshold(p, cutoff=0.5):
    return 1 if p >= cutoff else 0
