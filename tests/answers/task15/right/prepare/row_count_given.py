# Gives the number of test rows in the place of the share.
# costs: nothing
from math import ceil

from sklearn.model_selection import train_test_split
from sklearn.preprocessing import scale


def prepare(df, target, test_size=0.3, random_state=1):
    n_test = ceil(len(df) * test_size)
    X_train, X_test, y_train, y_test = train_test_split(
        df.drop(columns=target), df[target], test_size=n_test, random_state=random_state
    )
    m, s = X_train.mean(axis=0), X_train.std(axis=0, ddof=0)
    return scale(X_train), (X_test - m) / s, y_train, y_test
