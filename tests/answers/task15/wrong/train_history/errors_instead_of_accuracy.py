# The share of wrong predictions.
# costs: test_history_order, test_history_data, test_experiment
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    wrong_train, wrong_test = [], []
    for _ in range(n_epochs):
        model.partial_fit(X_train, y_train, classes=[0, 1])
        wrong_train.append(1 - model.score(X_train, y_train))
        wrong_test.append(1 - model.score(X_test, y_test))
    return wrong_train, wrong_test
