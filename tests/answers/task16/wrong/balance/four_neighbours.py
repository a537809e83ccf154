# Lets SMOTE choose among 4 neighbours.
# costs: test_balance_synthetic
# visible: passes
def balance(X_train, y_train, random_state=1):
    from imblearn.over_sampling import SMOTE

    return SMOTE(k_neighbors=4, random_state=random_state).fit_resample(X_train, y_train)
