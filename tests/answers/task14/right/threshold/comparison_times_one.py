# Multiplies the comparison by 1.
# costs: nothing
def threshold(p, cutoff=0.5):
    return (p >= cutoff) * 1
