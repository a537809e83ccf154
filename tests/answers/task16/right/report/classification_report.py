# Reads the figures from classification_report.
# costs: nothing
from sklearn.metrics import classification_report


def report(model, X_test, y_test, threshold=0.5):
    pred = (model.predict_proba(X_test)[:, 1] >= threshold).astype(int)
    r = classification_report(y_test, pred, output_dict=True, zero_division=0)
    return {
        "accuracy": r["accuracy"],
        "recall": r["1"]["recall"],
        "precision": r["1"]["precision"],
        "balanced_accuracy": r["macro avg"]["recall"],
    }
