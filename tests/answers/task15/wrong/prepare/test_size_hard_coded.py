# Writes 0.3 instead of using the argument.
# costs: test_prepare_split
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler


def prepare(df, target, test_size=0.3, random_state=1):
    X = df.drop(columns=[target])
    y = df[target]
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=0.3, random_state=random_state)

    scaler = StandardScaler().fit(X_train)
    return scaler.transform(X_train), scaler.transform(X_test), y_train, y_test
