# Keeps the loss, not the accuracy.
# costs: test_history_epochs, test_history_order, test_history_data, test_history_classes, test_experiment
def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    for _ in range(n_epochs):
        model.partial_fit(X_train, y_train, classes=[0, 1])
    return model.loss_curve_, model.loss_curve_
