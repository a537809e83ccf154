# The loop of the lesson in the cell itself, arrays at the end.
# costs: nothing
from sklearn.neural_network import MLPClassifier

X_train, X_test, y_train, y_test = prepare(bank, "subscribed")
N_EPOCHS = 25
mlp = MLPClassifier(hidden_layer_sizes=(64,), random_state=1)
scores_train, scores_test = [], []
for epoch in range(N_EPOCHS):
    mlp.partial_fit(X_train, y_train, classes=np.unique(y_train))
    scores_train.append(mlp.score(X_train, y_train))
    scores_test.append(mlp.score(X_test, y_test))
scores_train, scores_test = np.array(scores_train), tuple(scores_test)
