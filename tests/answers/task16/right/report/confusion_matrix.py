# Computes everything from the confusion matrix.
# costs: nothing
from sklearn.metrics import confusion_matrix


def report(model, X_test, y_test, threshold=0.5):
    pred = (model.predict_proba(X_test)[:, 1] >= threshold).astype(int)
    tn, fp, fn, tp = confusion_matrix(y_test, pred).ravel()
    return {
        "accuracy": (tp + tn) / (tp + tn + fp + fn),
        "recall": tp / (tp + fn),
        "precision": tp / (tp + fp) if tp + fp > 0 else 0,
        "balanced_accuracy": (tp / (tp + fn) + tn / (tn + fp)) / 2,
    }
