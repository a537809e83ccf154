# Passes the seed through a variable, and returns the pair as it comes.
# costs: nothing
import imblearn.over_sampling


def balance(X_train, y_train, random_state=1):
    sampler = imblearn.over_sampling.SMOTE(random_state=random_state)
    return sampler.fit_resample(X_train, y_train)
