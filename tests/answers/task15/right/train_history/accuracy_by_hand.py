# Accuracy as a mean; a list of lists out; classes as a sorted list.
# costs: nothing
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    history = [[], []]
    for _ in range(n_epochs):
        model.partial_fit(X_train, y_train, classes=sorted(set(y_train)))
        for scores, X, y in zip(history, (X_train, X_test), (y_train, y_test)):
            scores.append((model.predict(X) == y).mean())
    return history
