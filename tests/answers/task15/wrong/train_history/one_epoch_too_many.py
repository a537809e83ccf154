# Counts from 0 up to n_epochs, both included.
# costs: test_history_epochs, test_experiment
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    scores_train, scores_test = [], []
    epoch = 0
    while epoch <= n_epochs:
        model.partial_fit(X_train, y_train, classes=np.unique(y_train))
        scores_train.append(model.score(X_train, y_train))
        scores_test.append(model.score(X_test, y_test))
        epoch += 1
    return scores_train, scores_test
