# Switches the shuffling off.
# costs: test_experiment
from sklearn.neural_network import MLPClassifier

X_train, X_test, y_train, y_test = prepare(bank, "subscribed")
mlp = MLPClassifier(hidden_layer_sizes=(64,), shuffle=False, random_state=1)
scores_train, scores_test = train_history(mlp, X_train, y_train, X_test, y_test, 25)
