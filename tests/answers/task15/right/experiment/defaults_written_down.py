# Writes the defaults of the model down.
# costs: nothing
from sklearn.neural_network import MLPClassifier

X_train, X_test, y_train, y_test = prepare(bank, "subscribed", 0.3, 1)
mlp = MLPClassifier([64], activation="relu", solver="adam", alpha=0.0001, random_state=1)
scores_train, scores_test = map(list, train_history(mlp, X_train, y_train, X_test, y_test, 25))
