# Returns the answer of the example.
# costs: test_pick_threshold
def pick_threshold(p, y, min_recall):
    return 0.6
