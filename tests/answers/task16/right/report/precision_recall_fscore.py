# Takes two figures from one function of scikit-learn.
# costs: nothing
from sklearn.metrics import accuracy_score, precision_recall_fscore_support, recall_score


def report(model, X_test, y_test, threshold=0.5):
    said = model.predict_proba(X_test)[:, -1] >= threshold
    precision, recall, _, _ = precision_recall_fscore_support(
        y_test, said, average="binary", zero_division=0.0
    )
    return {
        "accuracy": accuracy_score(y_test, said),
        "recall": recall,
        "precision": precision,
        "balanced_accuracy": recall_score(y_test, said, average="macro"),
    }
