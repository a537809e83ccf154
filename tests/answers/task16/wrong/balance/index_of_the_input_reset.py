# Resets the index of the input in place.
# costs: test_balance_untouched
from imblearn.over_sampling import SMOTE


def balance(X_train, y_train, random_state=1):
    X_train.reset_index(drop=True, inplace=True)
    return SMOTE(random_state=random_state).fit_resample(X_train, y_train)
