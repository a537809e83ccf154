# Makes a Series with a new index, which does not fit that of y_test.
# costs: test_report_metrics, test_report_threshold
def report(model, X_test, y_test, threshold=0.5):
    predicted = pd.Series(model.predict_proba(X_test)[:, 1] >= threshold).astype(int)
    tp = ((predicted == 1) & (y_test == 1)).sum()
    positives = (y_test == 1).sum()
    negatives = (y_test == 0).sum()
    right = (predicted == y_test).sum()
    return {
        "accuracy": right / len(y_test),
        "recall": tp / positives,
        "precision": tp / predicted.sum() if predicted.sum() else 0.0,
        "balanced_accuracy": (tp / positives + (right - tp) / negatives) / 2,
    }
