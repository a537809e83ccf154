# Collects the labels from both parts.
# costs: nothing
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    labels = sorted(set(np.ravel(y_train)) | set(np.ravel(y_test)))
    scores_train, scores_test = [], []
    for _ in range(n_epochs):
        model.partial_fit(X_train, y_train, classes=labels)
        scores_train.append(model.score(X_train, y_train))
        scores_test.append(model.score(X_test, y_test))
    return scores_train, scores_test
