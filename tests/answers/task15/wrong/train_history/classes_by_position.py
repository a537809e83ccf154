# Passes classes by position, where MLPClassifier takes weights.
# costs: test_history_classes, test_history_data, test_history_epochs, test_history_order, test_experiment, test_reading
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    scores_train, scores_test = [], []
    for _ in range(n_epochs):
        model.partial_fit(X_train, y_train, np.unique(y_train))
        scores_train.append(model.score(X_train, y_train))
        scores_test.append(model.score(X_test, y_test))
    return scores_train, scores_test
