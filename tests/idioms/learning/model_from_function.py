# The student's function returns a model that the test fits itself.
# needs: nothing

# %% answer
from sklearn.tree import DecisionTreeClassifier

def make_model(depth):
    return DecisionTreeClassifier(max_depth=depth, random_state=0)

# %% test
import numpy as np
from sklearn.datasets import load_iris
X, y = load_iris(return_X_y=True)
tree = make_model(3)
assert tree.max_depth == 3
tree.fit(X, y)
assert tree.get_depth() <= 3
assert (tree.predict(X) == y).mean() > 0.9
