# A list of all scores in order.
# costs: test_reading
majority_baseline = max(np.mean(y_test), 1 - np.mean(y_test))
best_epoch = np.argsort(scores_test)[::-1] + 1
final_gap = scores_train[-1] - scores_test[-1]
