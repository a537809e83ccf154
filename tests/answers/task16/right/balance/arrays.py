# Works on arrays and returns a list of arrays.
# costs: nothing
from imblearn.over_sampling import SMOTE


def balance(X_train, y_train, random_state=1):
    smote = SMOTE(random_state=random_state)
    return list(smote.fit_resample(np.asarray(X_train), np.asarray(y_train)))
