# Sets sampling_strategy to 0.5, so class 1 stays the rarer one.
# costs: test_balance_counts, test_comparison
from imblearn.over_sampling import SMOTE


def balance(X_train, y_train, random_state=1):
    return SMOTE(sampling_strategy=0.5, random_state=random_state).fit_resample(X_train, y_train)
