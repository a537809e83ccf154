# Scores the test part with the labels of the training part.
# costs: test_history_epochs, test_history_order, test_history_data, test_history_classes, test_experiment, test_reading
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    scores_train, scores_test = [], []
    for _ in range(n_epochs):
        model.partial_fit(X_train, y_train, classes=[0, 1])
        scores_train.append(model.score(X_train, y_train))
        scores_test.append(model.score(X_test, y_train))
    return scores_train, scores_test
