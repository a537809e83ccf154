# Calls fit in each epoch, for one epoch each, so it starts again from zero.
# costs: test_history_epochs, test_history_classes, test_experiment
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    model.max_iter = 1
    scores_train, scores_test = [], []
    for epoch in range(n_epochs):
        model.fit(X_train, y_train)
        scores_train.append(model.score(X_train, y_train))
        scores_test.append(model.score(X_test, y_test))
    return scores_train, scores_test
