# Returns its arguments.
# costs: test_balance_counts, test_balance_synthetic, test_balance_untouched, test_comparison
def balance(X_train, y_train, random_state=1):
    return X_train, y_train
