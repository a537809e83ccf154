# Copies clients with RandomOverSampler.
# costs: test_balance_synthetic
from imblearn.over_sampling import RandomOverSampler


def balance(X_train, y_train, random_state=1):
    return RandomOverSampler(random_state=random_state).fit_resample(X_train, y_train)
