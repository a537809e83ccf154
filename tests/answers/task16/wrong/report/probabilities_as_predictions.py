# Hands probabilities to the metrics.
# costs: test_report_metrics, test_report_threshold
def report(model, X_test, y_test, threshold=0.5):
    from sklearn.metrics import (
        accuracy_score,
        balanced_accuracy_score,
        precision_score,
        recall_score,
    )

    predicted = model.predict_proba(X_test)[:, 1]
    return {
        "accuracy": accuracy_score(y_test, predicted),
        "recall": recall_score(y_test, predicted),
        "precision": precision_score(y_test, predicted, zero_division=0),
        "balanced_accuracy": balanced_accuracy_score(y_test, predicted),
    }
