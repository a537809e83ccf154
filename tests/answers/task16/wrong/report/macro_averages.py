# Averages recall and precision over both classes.
# costs: test_report_metrics
def report(model, X_test, y_test, threshold=0.5):
    from sklearn.metrics import (
        accuracy_score,
        balanced_accuracy_score,
        precision_score,
        recall_score,
    )

    predicted = (model.predict_proba(X_test)[:, 1] >= threshold).astype(int)
    return {
        "accuracy": accuracy_score(y_test, predicted),
        "recall": recall_score(y_test, predicted, average="macro"),
        "precision": precision_score(y_test, predicted, average="macro", zero_division=0),
        "balanced_accuracy": balanced_accuracy_score(y_test, predicted),
    }
