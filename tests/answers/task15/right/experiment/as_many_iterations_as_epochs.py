# Sets max_iter and verbose, which partial_fit does not look at.
# costs: nothing
from sklearn.neural_network import MLPClassifier

X_train, X_test, y_train, y_test = prepare(bank, "subscribed")
mlp = MLPClassifier((64,), max_iter=25, random_state=1, early_stopping=False)
scores_train, scores_test = train_history(mlp, X_train, y_train, X_test, y_test, n_epochs=25)
