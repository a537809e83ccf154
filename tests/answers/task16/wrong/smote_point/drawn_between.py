# Draws uniformly between both points.
# costs: test_smote_point
def smote_point(x, neighbour, lam):
    return np.random.default_rng(1).uniform(np.minimum(x, neighbour), np.maximum(x, neighbour))
