# Rounds the scores to one digit.
# costs: test_history_order, test_history_data, test_experiment
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    scores_train, scores_test = [], []
    for epoch in range(n_epochs):
        model.partial_fit(X_train, y_train, classes=np.unique(y_train))
        scores_train.append(round(model.score(X_train, y_train), 1))
        scores_test.append(round(model.score(X_test, y_test), 1))
    return scores_train, scores_test
