# Does the work in a function.
# costs: nothing
from sklearn.neural_network import MLPClassifier


def experiment(n_epochs=25):
    parts = prepare(bank, "subscribed")
    model = MLPClassifier(hidden_layer_sizes=64, random_state=1)
    X_train, X_test, y_train, y_test = parts
    return model, train_history(model, X_train, y_train, X_test, y_test, n_epochs), parts


mlp, (scores_train, scores_test), (X_train, X_test, y_train, y_test) = experiment()
