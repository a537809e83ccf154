# Adds the target to the table that was handed in.
# costs: test_balance_untouched
from imblearn.over_sampling import SMOTE


def balance(X_train, y_train, random_state=1):
    X_train["subscribed"] = y_train
    features = X_train.columns[:-1]
    return SMOTE(random_state=random_state).fit_resample(X_train[features], X_train["subscribed"])
