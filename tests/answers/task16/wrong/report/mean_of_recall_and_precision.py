# Takes the mean of recall and precision for balanced accuracy.
# costs: test_report_metrics
def report(model, X_test, y_test, threshold=0.5):
    from sklearn.metrics import accuracy_score, precision_score, recall_score

    predicted = (model.predict_proba(X_test)[:, 1] >= threshold).astype(int)
    recall = recall_score(y_test, predicted)
    precision = precision_score(y_test, predicted, zero_division=0)
    return {
        "accuracy": accuracy_score(y_test, predicted),
        "recall": recall,
        "precision": precision,
        "balanced_accuracy": (recall + precision) / 2,
    }
