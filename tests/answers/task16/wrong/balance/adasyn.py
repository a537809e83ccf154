# Uses ADASYN, which does not reach equal counts.
# costs: test_balance_counts, test_balance_synthetic, test_comparison
def balance(X_train, y_train, random_state=1):
    from imblearn.over_sampling import ADASYN

    return ADASYN(random_state=random_state).fit_resample(X_train, y_train)
