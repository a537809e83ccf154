# Trains one model and names a new one mlp.
# costs: test_experiment
from sklearn.neural_network import MLPClassifier

X_train, X_test, y_train, y_test = prepare(bank, "subscribed")
scores_train, scores_test = train_history(MLPClassifier(64, random_state=1), X_train, y_train, X_test, y_test, 25)
mlp = MLPClassifier(64, random_state=1)
