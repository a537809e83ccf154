# The cell's work is done twice and the lists go on.
# costs: test_experiment
from sklearn.neural_network import MLPClassifier

X_train, X_test, y_train, y_test = prepare(bank, "subscribed")
mlp = MLPClassifier(hidden_layer_sizes=64, random_state=1)
scores_train, scores_test = [], []
for run in range(2):
    more_train, more_test = train_history(mlp, X_train, y_train, X_test, y_test, 25)
    scores_train = scores_train + more_train
    scores_test = scores_test + more_test
