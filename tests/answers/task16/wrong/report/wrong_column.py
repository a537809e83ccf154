# Takes the probabilities of class 0.
# costs: test_report_metrics, test_report_threshold
from sklearn.metrics import (
    accuracy_score,
    balanced_accuracy_score,
    precision_score,
    recall_score,
)


def report(model, X_test, y_test, threshold=0.5):
    pred = model.predict_proba(X_test)[:, 0] >= threshold
    return {
        "accuracy": accuracy_score(y_test, pred),
        "recall": recall_score(y_test, pred),
        "precision": precision_score(y_test, pred, zero_division=0),
        "balanced_accuracy": balanced_accuracy_score(y_test, pred),
    }
