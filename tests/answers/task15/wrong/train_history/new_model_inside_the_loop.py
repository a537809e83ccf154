# Makes a new network in each epoch.
# costs: test_history_epochs, test_history_order, test_history_data, test_history_classes, test_experiment
from sklearn.neural_network import MLPClassifier


def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    scores_train, scores_test = [], []
    for epoch in range(n_epochs):
        model = MLPClassifier((64,), random_state=1)
        model.partial_fit(X_train, y_train, classes=np.unique(y_train))
        scores_train.append(model.score(X_train, y_train))
        scores_test.append(model.score(X_test, y_test))
    return scores_train, scores_test
