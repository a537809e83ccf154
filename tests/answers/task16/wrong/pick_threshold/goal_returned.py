# Returns 1 minus the goal.
# costs: test_pick_threshold
def pick_threshold(p, y, min_recall):
    return 1 - min_recall
