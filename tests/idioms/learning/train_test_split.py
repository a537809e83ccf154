# The four parts of a split, their shapes and their shares.
# needs: nothing

# %% answer
import numpy as np
from sklearn.model_selection import train_test_split

def split(X, y):
    return train_test_split(X, y, test_size=0.25, stratify=y, random_state=1)

# %% test
import numpy as np
X, y = np.arange(80).reshape(40, 2), np.array([0, 1] * 20)
X_train, X_test, y_train, y_test = split(X, y)
assert X_train.shape == (30, 2) and X_test.shape == (10, 2)
assert y_test.mean() == 0.5
assert set(X_train[:, 0]).isdisjoint(X_test[:, 0])
