# A pipeline of the student's is cross-validated, taken apart and cloned.
# needs: nothing

# %% answer
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.linear_model import LogisticRegression

pipe = make_pipeline(StandardScaler(), LogisticRegression())

# %% test
import numpy as np
from sklearn.base import clone
from sklearn.model_selection import cross_val_score
X = np.r_[np.zeros((10, 1)), np.ones((10, 1))]
y = np.r_[np.zeros(10), np.ones(10)]
assert cross_val_score(pipe, X, y, cv=2).mean() > 0.9
assert [n for n, s in pipe.steps] == ["standardscaler", "logisticregression"]
assert clone(pipe) is not pipe
