# Uses the borderline variant of SMOTE.
# costs: test_balance_synthetic, test_comparison
# visible: passes
def balance(X_train, y_train, random_state=1):
    from imblearn.over_sampling import BorderlineSMOTE

    return BorderlineSMOTE(random_state=random_state).fit_resample(X_train, y_train)
