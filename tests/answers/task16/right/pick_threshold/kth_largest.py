# Takes the probability of the client with whom the goal is reached.
# costs: nothing
def pick_threshold(p, y, min_recall):
    positives = np.sort(p[y == 1])[::-1]
    return positives[int(np.ceil(min_recall * len(positives))) - 1]
