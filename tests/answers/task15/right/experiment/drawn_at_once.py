# Draws both plots in the same cell.
# costs: nothing
from sklearn.neural_network import MLPClassifier

X_train, X_test, y_train, y_test = prepare(bank, "subscribed")
mlp = MLPClassifier(hidden_layer_sizes=(64,), random_state=1)
scores_train, scores_test = train_history(mlp, X_train, y_train, X_test, y_test, 25)
plot_history(scores_train, scores_test, baseline=1 - y_test.mean())
plot_loss(mlp)
plt.show()
