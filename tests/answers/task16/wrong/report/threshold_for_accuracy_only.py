# Uses threshold for the accuracy, and model.predict for the rest.
# costs: test_report_threshold
from sklearn.metrics import (
    accuracy_score,
    balanced_accuracy_score,
    precision_score,
    recall_score,
)


def report(model, X_test, y_test, threshold=0.5):
    pred = model.predict(X_test)
    called = model.predict_proba(X_test)[:, 1] >= threshold
    return {
        "accuracy": accuracy_score(y_test, called),
        "recall": recall_score(y_test, pred),
        "precision": precision_score(y_test, pred, zero_division=0),
        "balanced_accuracy": balanced_accuracy_score(y_test, pred),
    }
