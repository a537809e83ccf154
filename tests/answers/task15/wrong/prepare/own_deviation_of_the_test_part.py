# Takes the mean from the training part and s from each part.
# costs: test_prepare_no_leakage
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler


def prepare(df, target, test_size=0.3, random_state=1):
    X_train, X_test, y_train, y_test = train_test_split(
        df.drop(columns=target), df[target], test_size=test_size, random_state=random_state
    )
    m = X_train.mean()
    return (X_train - m) / X_train.std(), (X_test - m) / X_test.std(), y_train, y_test
