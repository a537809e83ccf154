# Returns the classes first.
# costs: test_balance_counts, test_balance_synthetic, test_balance_untouched, test_comparison
from imblearn.over_sampling import SMOTE


def balance(X_train, y_train, random_state=1):
    X_train_sm, y_train_sm = SMOTE(random_state=random_state).fit_resample(X_train, y_train)
    return y_train_sm, X_train_sm
