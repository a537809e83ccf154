# Divides by zero where nobody is predicted as 1.
# costs: test_report_metrics
def report(model, X_test, y_test, threshold=0.5):
    pred = model.predict_proba(X_test)[:, 1] >= threshold
    true = np.asarray(y_test) == 1
    tp, fp = np.sum(pred & true), np.sum(pred & ~true)
    fn, tn = np.sum(~pred & true), np.sum(~pred & ~true)
    return {
        "accuracy": (tp + tn) / len(true),
        "recall": tp / (tp + fn),
        "precision": tp / (tp + fp),
        "balanced_accuracy": (tp / (tp + fn) + tn / (tn + fp)) / 2,
    }
