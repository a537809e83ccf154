# Scores the test part before the training of the epoch.
# costs: test_history_order, test_experiment, test_reading
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    scores_train, scores_test = [], []
    for epoch in range(n_epochs):
        scores_test.append(model.score(X_test, y_test))
        model.partial_fit(X_train, y_train, classes=np.unique(y_train))
        scores_train.append(model.score(X_train, y_train))
    return scores_train, scores_test
