# Weights the two points the wrong way round, in another form.
# costs: test_smote_point
def smote_point(x, neighbour, lam):
    return lam * x + (1 - lam) * neighbour
