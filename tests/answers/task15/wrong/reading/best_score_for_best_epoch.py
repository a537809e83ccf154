# Gives the best score instead of its epoch.
# costs: test_reading
majority_baseline = max(y_test.mean(), 1 - y_test.mean())
best_epoch = max(scores_test)
final_gap = scores_train[-1] - scores_test[-1]
