# A linear classifier instead of a network.
# costs: test_experiment
from sklearn.neural_network import MLPClassifier

X_train, X_test, y_train, y_test = prepare(bank, "subscribed")
from sklearn.linear_model import SGDClassifier

mlp = SGDClassifier(random_state=1)
scores_train, scores_test = train_history(mlp, X_train, y_train, X_test, y_test, 25)
