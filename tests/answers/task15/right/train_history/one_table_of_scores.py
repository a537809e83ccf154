# Returns the two rows of an array.
# costs: nothing
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    table = np.empty((2, n_epochs))
    for epoch in range(n_epochs):
        model.partial_fit(X_train, y_train, classes=np.array([0, 1]))
        table[:, epoch] = model.score(X_train, y_train), model.score(X_test, y_test)
    return table
