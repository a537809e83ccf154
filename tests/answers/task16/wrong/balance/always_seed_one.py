# Ignores random_state and always uses seed 1.
# costs: test_balance_synthetic
from imblearn.over_sampling import SMOTE


def balance(X_train, y_train, random_state=1):
    return SMOTE(random_state=1).fit_resample(X_train, y_train)
