# nan becomes 0 by numpy.
# costs: nothing
def report(model, X_test, y_test, threshold=0.5):
    yes = model.predict_proba(X_test)[:, 1] >= threshold
    truth = np.asarray(y_test) == 1
    recall = np.mean(yes[truth])
    with np.errstate(invalid="ignore"):
        precision = np.nan_to_num(np.sum(yes & truth) / np.sum(yes))
    return {
        "accuracy": np.mean(yes == truth),
        "recall": recall,
        "precision": precision,
        "balanced_accuracy": (recall + np.mean(~yes[~truth])) / 2,
    }
