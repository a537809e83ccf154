# Prints the right value and returns nothing.
# costs: test_threshold
def threshold(p, cutoff=0.5):
    print(p >= cutoff)
