# Prints each score as well.
# costs: nothing
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    scores_train, scores_test = [], []
    for epoch in range(n_epochs):
        model.partial_fit(X_train, y_train, classes=np.unique(y_train))
        scores_train += [model.score(X_train, y_train)]
        scores_test += [model.score(X_test, y_test)]
        print(epoch, scores_train[-1], scores_test[-1])
    return scores_train, scores_test
