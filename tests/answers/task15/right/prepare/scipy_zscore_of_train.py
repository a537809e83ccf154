# Standardises with the figures of numpy, one column after the other.
# costs: nothing
from sklearn.model_selection import train_test_split


def prepare(df, target, test_size=0.3, random_state=1):
    features = [name for name in df.columns if name != target]
    X_train, X_test, y_train, y_test = train_test_split(
        df[features].astype(float), df[target], test_size=test_size, random_state=random_state
    )
    X_train, X_test = X_train.copy(), X_test.copy()
    for name in features:
        m, s = np.mean(X_train[name]), np.std(X_train[name])
        X_train[name] = (X_train[name] - m) / s
        X_test[name] = (X_test[name] - m) / s
    return X_train, X_test, y_train, y_test
