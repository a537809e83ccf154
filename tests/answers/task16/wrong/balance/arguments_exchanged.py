# Hands the classes over as the features.
# costs: test_balance_counts, test_balance_synthetic, test_balance_untouched, test_comparison
def balance(X_train, y_train, random_state=1):
    from imblearn.over_sampling import SMOTE

    return SMOTE(random_state=random_state).fit_resample(y_train, X_train)
