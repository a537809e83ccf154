# Counts in a loop, in plain Python.
# costs: nothing
def report(model, X_test, y_test, threshold=0.5):
    tp = fp = tn = fn = 0
    for (_, p), true in zip(model.predict_proba(X_test), y_test):
        if p >= threshold:
            tp, fp = tp + (true == 1), fp + (true == 0)
        else:
            fn, tn = fn + (true == 1), tn + (true == 0)
    return dict(
        accuracy=float((tp + tn) / (tp + tn + fp + fn)),
        recall=float(tp / (tp + fn)),
        precision=float(tp / max(1, tp + fp)),
        balanced_accuracy=float(0.5 * tp / (tp + fn) + 0.5 * tn / (tn + fp)),
    )
