# Takes the last epoch for the best.
# costs: test_reading
majority_baseline = max(y_test.mean(), 1 - y_test.mean())
best_epoch = len(scores_test)
final_gap = scores_train[-1] - scores_test[-1]
