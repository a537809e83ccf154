# Star imports and global names that tests might use too.
# costs: nothing
from numpy import *

import numpy as np

rng, parts, script, values, asked, lines, pair, rows = 1, 2, 3, 4, 5, 6, 7, 8


def train_history(model, X_train, y_train, X_test, y_test, n_epochs):
    scores_train, scores_test = [], []
    for epoch in range(n_epochs):
        model.partial_fit(X_train, y_train, classes=np.unique(y_train))
        scores_train.append(model.score(X_train, y_train))
        scores_test.append(model.score(X_test, y_test))
    return scores_train, scores_test
