# Leaves balanced accuracy out.
# costs: test_report_metrics, test_report_threshold
from sklearn.metrics import accuracy_score, precision_score, recall_score


def report(model, X_test, y_test, threshold=0.5):
    said = (model.predict_proba(X_test)[:, 1] >= threshold).astype(int)
    return {
        "accuracy": accuracy_score(y_test, said),
        "recall": recall_score(y_test, said),
        "precision": precision_score(y_test, said, zero_division=0),
    }
