# Gives the results other names.
# costs: test_comparison
from sklearn.linear_model import LogisticRegression

before_recall = 0.15
after_recall = 0.58
