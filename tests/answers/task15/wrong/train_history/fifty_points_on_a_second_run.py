# Keeps the lists outside of the function, so that each call adds to them.
# costs: test_history_epochs, test_experiment
scores_train = []
scores_test = []


def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    for epoch in range(n_epochs):
        model.partial_fit(X_train, y_train, classes=np.unique(y_train))
        scores_train.append(model.score(X_train, y_train))
        scores_test.append(model.score(X_test, y_test))
    return scores_train, scores_test
