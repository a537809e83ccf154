# The results of a grid search of the student's.
# needs: nothing

# %% answer
import numpy as np
from sklearn.model_selection import GridSearchCV
from sklearn.neighbors import KNeighborsClassifier

X = np.r_[np.random.default_rng(0).normal(0, 1, (20, 2)), np.random.default_rng(1).normal(4, 1, (20, 2))]
y = np.repeat([0, 1], 20)
search = GridSearchCV(KNeighborsClassifier(), {"n_neighbors": [1, 3, 5]}, cv=4).fit(X, y)

# %% test
assert search.best_params_["n_neighbors"] in (1, 3, 5)
assert search.best_score_ > 0.9
assert len(search.cv_results_["params"]) == 3
assert search.best_estimator_.predict([[4, 4]]) == [1]
