# Writes the labels 0 and 1 down.
# costs: nothing
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    history = {"train": [], "test": []}
    for epoch in range(1, n_epochs + 1):
        model.partial_fit(X_train, y_train, classes=[1, 0])
        history["test"].append(model.score(X_test, y_test))
        history["train"].append(model.score(X_train, y_train))
    return history["train"], history["test"]
