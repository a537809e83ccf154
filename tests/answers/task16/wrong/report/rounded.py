# Rounds to three decimals.
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
        "accuracy": round(accuracy_score(y_test, pred), 3),
        "recall": round(recall_score(y_test, pred), 3),
        "precision": round(precision_score(y_test, pred, zero_division=0), 3),
        "balanced_accuracy": round(balanced_accuracy_score(y_test, pred), 3),
    }
