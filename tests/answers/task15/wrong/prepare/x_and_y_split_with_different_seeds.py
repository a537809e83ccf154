# Splits X and y one after the other, the second without a seed: rows no longer match.
# costs: test_prepare_split, test_experiment
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler


def prepare(df, target, test_size=0.3, random_state=1):
    X_train, X_test = train_test_split(df.drop(columns=target), test_size=test_size, random_state=random_state)
    y_train, y_test = train_test_split(df[target], test_size=test_size, random_state=random_state + 1)
    scaler = StandardScaler().fit(X_train)
    return scaler.transform(X_train), scaler.transform(X_test), y_train, y_test
