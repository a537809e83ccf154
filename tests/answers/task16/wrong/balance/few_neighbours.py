# Lets SMOTE choose among 2 neighbours.
# costs: test_balance_synthetic
def balance(X_train, y_train, random_state=1):
    from imblearn.over_sampling import SMOTE

    return SMOTE(k_neighbors=2, random_state=random_state).fit_resample(X_train, y_train)
