# Wraps SMOTE in a pipeline of imbalanced-learn.
# costs: nothing
from imblearn.over_sampling import SMOTE
from imblearn.pipeline import Pipeline


def balance(X_train, y_train, random_state=1):
    steps = Pipeline([("smote", SMOTE(random_state=random_state))])
    return steps.fit_resample(X_train, y_train)
