# Keeps the features in single precision.
# costs: nothing
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler


def prepare(df, target, test_size=0.3, random_state=1):
    X_train, X_test, y_train, y_test = train_test_split(
        df.drop(columns=target), df[target], test_size=test_size, random_state=random_state
    )
    scaler = StandardScaler().fit(X_train)
    X_train, X_test = (scaler.transform(X).astype(np.float32) for X in (X_train, X_test))
    return X_train, X_test, y_train.to_numpy(), y_test.to_numpy()
