# Compares in float32.
# costs: nothing
def threshold(p, cutoff=0.5):
    return (np.asarray(p, dtype=np.float32) >= np.float32(cutoff)).astype(np.float32)
