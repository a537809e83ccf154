# Looks up the column of class 1 in classes_, and leaves the warning about precision.
# costs: nothing
from sklearn.metrics import (
    accuracy_score,
    balanced_accuracy_score,
    precision_score,
    recall_score,
)


def report(model, X_test, y_test, threshold=0.5):
    pred = (model.predict_proba(X_test)[:, list(model.classes_).index(1)] >= threshold).astype(int)
    return {
        "accuracy": accuracy_score(y_test, pred),
        "recall": recall_score(y_test, pred),
        "precision": precision_score(y_test, pred),
        "balanced_accuracy": balanced_accuracy_score(y_test, pred),
    }
