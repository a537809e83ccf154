# Scales each row, not each column.
# costs: test_prepare_split, test_prepare_scaling, test_experiment
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import Normalizer


def prepare(df, target, test_size=0.3, random_state=1):
    X_train, X_test, y_train, y_test = train_test_split(
        df.drop(columns=target), df[target], test_size=test_size, random_state=random_state
    )
    scaler = Normalizer().fit(X_train)
    return scaler.transform(X_train), scaler.transform(X_test), y_train, y_test
