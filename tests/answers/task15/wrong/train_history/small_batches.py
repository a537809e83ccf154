# Hands the training part over in halves.
# costs: test_history_epochs, test_history_order, test_history_data, test_experiment
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    scores_train, scores_test = [], []
    half = len(X_train) // 2
    for _ in range(n_epochs):
        model.partial_fit(X_train[:half], y_train[:half], classes=[0, 1])
        model.partial_fit(X_train[half:], y_train[half:])
        scores_train.append(model.score(X_train, y_train))
        scores_test.append(model.score(X_test, y_test))
    return scores_train, scores_test
