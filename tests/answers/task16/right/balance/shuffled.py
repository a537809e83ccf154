# Shuffles the balanced rows.
# costs: nothing
from imblearn.over_sampling import SMOTE


def balance(X_train, y_train, random_state=1):
    X_sm, y_sm = SMOTE(random_state=random_state, k_neighbors=5).fit_resample(X_train, y_train)
    order = np.random.RandomState(random_state).permutation(len(y_sm))
    return X_sm.iloc[order], y_sm.iloc[order]
