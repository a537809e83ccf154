# Writes the default of five neighbours down.
# costs: nothing
from imblearn.over_sampling import SMOTE


def balance(X_train, y_train, random_state=1):
    smote = SMOTE(k_neighbors=5, sampling_strategy="not majority", random_state=random_state)
    X_train_sm, y_train_sm = smote.fit_resample(X_train, y_train)
    return [X_train_sm, y_train_sm]
