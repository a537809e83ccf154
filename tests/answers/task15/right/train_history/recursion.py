# Calls itself for the epochs before the last.
# costs: nothing
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    if n_epochs == 0:
        return [], []
    train, test = train_history(model, X_train, y_train, X_test, y_test, n_epochs - 1)
    model.partial_fit(X_train, y_train, classes=(0, 1))
    return train + [model.score(X_train, y_train)], test + [model.score(X_test, y_test)]
