# scikit-learn scores with a metric function of the student's.
# needs: nothing

# %% answer
import numpy as np

def cost(y_true, y_pred):
    return float(np.mean(np.where(y_true > y_pred, 5, y_pred != y_true)))

# %% test
import numpy as np
from sklearn.dummy import DummyClassifier
from sklearn.metrics import make_scorer
scorer = make_scorer(cost, greater_is_better=False)
model = DummyClassifier(strategy="constant", constant=0).fit([[0], [0]], [0, 1])
assert scorer(model, [[0], [0]], np.array([0, 1])) == -2.5
