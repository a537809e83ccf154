# Goes down a grid in plain Python.
# costs: nothing
def pick_threshold(p, y, min_recall):
    n = sum(y)
    for step in range(1000, -1, -1):
        t = step / 1000
        if sum(1 for q, true in zip(p, y) if true == 1 and q >= t) / n >= min_recall:
            return t
