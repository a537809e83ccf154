# Adds copies of the mean client.
# costs: test_balance_synthetic, test_comparison
def balance(X_train, y_train, random_state=1):
    X, y = np.asarray(X_train, dtype=float), np.asarray(y_train)
    missing = (y == 0).sum() - (y == 1).sum()
    middle = X[y == 1].mean(axis=0)
    return np.vstack([X, np.tile(middle, (missing, 1))]), np.concatenate([y, np.ones(missing)])
