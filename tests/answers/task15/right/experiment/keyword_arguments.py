# Passes everything by name.
# costs: nothing
from sklearn.neural_network import MLPClassifier

X_tr, X_te, y_tr, y_te = prepare(df=bank, target="subscribed")
mlp = MLPClassifier(random_state=1, hidden_layer_sizes=(64,))
scores_train, scores_test = train_history(
    model=mlp, X_train=X_tr, y_train=y_tr, X_test=X_te, y_test=y_te, n_epochs=25
)
y_test = y_te
