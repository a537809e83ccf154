# Test minus train.
# costs: test_reading
majority_baseline = max(y_test.mean(), 1 - y_test.mean())
best_epoch = int(np.argmax(scores_test)) + 1
final_gap = scores_test[-1] - scores_train[-1]
