# Counts TP, FP and FN by multiplying.
# costs: nothing
def report(model, X_test, y_test, threshold=0.5):
    said = np.where(model.predict_proba(X_test)[:, 1] >= threshold, 1, 0)
    true = np.asarray(y_test)
    tp, fp = (said * true).sum(), (said * (1 - true)).sum()
    fn, tn = ((1 - said) * true).sum(), ((1 - said) * (1 - true)).sum()
    return {
        "accuracy": (tp + tn) / len(true),
        "recall": tp / (tp + fn),
        "precision": tp / max(tp + fp, 1),
        "balanced_accuracy": (tp / (tp + fn) + tn / (tn + fp)) / 2,
    }
