# By hand with pandas, ddof 1, DataFrames out.
# costs: nothing
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler


def prepare(df, target, test_size=0.3, random_state=1):
    X = df.drop(columns=[target])
    y = df[target]
    X_train, X_test, y_train, y_test = train_test_split(X, y, test_size=test_size, random_state=random_state)

    m, s = X_train.mean(), X_train.std()
    return (X_train - m) / s, (X_test - m) / s, y_train, y_test
