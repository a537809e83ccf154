# Splits the raw table without prepare.
# costs: test_experiment
from sklearn.model_selection import train_test_split
from sklearn.neural_network import MLPClassifier

X_train, X_test, y_train, y_test = train_test_split(bank.drop(columns="subscribed"), bank["subscribed"], test_size=0.3, random_state=1)
mlp = MLPClassifier(hidden_layer_sizes=64, random_state=1)
scores_train, scores_test = train_history(mlp, X_train, y_train, X_test, y_test, 25)
