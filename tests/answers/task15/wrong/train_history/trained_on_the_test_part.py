# Trains on the test part.
# costs: test_history_data, test_experiment
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    scores_train, scores_test = [], []
    for epoch in range(n_epochs):
        model.partial_fit(X_test, y_test, classes=np.unique(y_test))
        scores_train.append(model.score(X_train, y_train))
        scores_test.append(model.score(X_test, y_test))
    return scores_train, scores_test
