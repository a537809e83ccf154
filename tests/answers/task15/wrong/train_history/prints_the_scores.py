# Prints the lists instead of returning them.
# costs: test_history_epochs, test_history_order, test_history_data, test_history_classes, test_experiment, test_reading
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    scores_train, scores_test = [], []
    for epoch in range(n_epochs):
        model.partial_fit(X_train, y_train, classes=np.unique(y_train))
        scores_train.append(model.score(X_train, y_train))
        scores_test.append(model.score(X_test, y_test))
    print(scores_train, scores_test)
