# accuracy_score of predictions; Series out.
# costs: nothing
from sklearn.metrics import accuracy_score


def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    train, test = [], []
    for i in range(n_epochs):
        model.partial_fit(X_train, y_train, classes=pd.Series(y_train).unique())
        train.append(accuracy_score(y_train, model.predict(X_train)))
        test.append(accuracy_score(y_test, model.predict(X_test)))
    return pd.Series(train), pd.Series(test)
