# A comprehension over a helper; tuples out; classes as a tuple, only once.
# costs: nothing
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    def epoch(first):
        model.partial_fit(X_train, y_train, **({"classes": (0, 1)} if first else {}))
        return model.score(X_train, y_train), model.score(X_test, y_test)
    train, test = zip(*[epoch(i == 0) for i in range(n_epochs)])
    return train, test
