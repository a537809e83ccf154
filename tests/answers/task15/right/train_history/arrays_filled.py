# Arrays made first, filled in the loop; classes as a list in the other order.
# costs: nothing
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    train, test = np.zeros(n_epochs), np.zeros(n_epochs)
    for i in range(n_epochs):
        model.partial_fit(X_train, y_train, classes=[1, 0])
        test[i] = model.score(X_test, y_test)
        train[i] = model.score(X_train, y_train)
    return train, test
