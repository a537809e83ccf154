# An estimator class of the student's is used inside scikit-learn.
# needs: nothing

# %% answer
import numpy as np
from sklearn.base import BaseEstimator, ClassifierMixin

class Majority(ClassifierMixin, BaseEstimator):
    def __init__(self, tie=0):
        self.tie = tie

    def fit(self, X, y):
        self.classes_, counts = np.unique(y, return_counts=True)
        self.label_ = self.classes_[counts.argmax()]
        return self

    def predict(self, X):
        return np.full(len(X), self.label_)

# %% test
import numpy as np
from sklearn.base import clone
from sklearn.model_selection import cross_val_score
X, y = np.zeros((9, 1)), np.array([1, 1, 0] * 3)
assert Majority().fit(X, y).predict(X).tolist() == [1] * 9
assert np.isclose(cross_val_score(Majority(), X, y, cv=3).mean(), 2 / 3)
assert clone(Majority(tie=1)).tie == 1
