# By hand with numpy, ddof 0, arrays out and in a list.
# costs: nothing
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler


def prepare(df, target, test_size=0.3, random_state=1):
    X = df.drop(columns=[target])
    y = df[target]
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=test_size, random_state=random_state)

    A, B = X_train.to_numpy(float), X_test.to_numpy(float)
    m, s = A.mean(axis=0), A.std(axis=0)
    return [(A - m) / s, (B - m) / s, y_train.to_numpy(), y_test.to_numpy()]
