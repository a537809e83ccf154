# Returns the new rows only.
# costs: test_balance_counts, test_balance_untouched, test_comparison
def balance(X_train, y_train, random_state=1):
    from imblearn.over_sampling import SMOTE

    X, y = SMOTE(random_state=random_state).fit_resample(X_train, y_train)
    return X[len(X_train) :], y[len(y_train) :]
