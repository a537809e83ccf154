# Scores a column of zeros.
# costs: nothing
from sklearn.metrics import accuracy_score

majority_baseline = accuracy_score(y_test, np.zeros(len(y_test)))
best_epoch = 1 + max(range(25), key=scores_test.__getitem__)
final_gap = np.subtract(scores_train, scores_test)[-1]
