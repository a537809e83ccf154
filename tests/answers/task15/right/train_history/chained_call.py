# Scores what partial_fit returns.
# costs: nothing
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    scores_train, scores_test = [], []
    for epoch in range(n_epochs):
        fitted = model.partial_fit(X_train, y_train, classes=np.unique(y_train))
        scores_test.append(fitted.score(X_test, y_test))
        scores_train.append(fitted.score(X_train, y_train))
    return scores_train, scores_test
