# Exchanges recall and precision.
# costs: test_report_metrics
from sklearn.metrics import (
    accuracy_score,
    balanced_accuracy_score,
    precision_score,
    recall_score,
)


def report(model, X_test, y_test, threshold=0.5):
    pred = model.predict_proba(X_test)[:, 1] >= threshold
    return {
        "accuracy": accuracy_score(y_test, pred),
        "recall": precision_score(y_test, pred, zero_division=0),
        "precision": recall_score(y_test, pred),
        "balanced_accuracy": balanced_accuracy_score(y_test, pred),
    }
