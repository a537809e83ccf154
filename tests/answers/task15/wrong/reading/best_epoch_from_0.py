# Counts epochs from 0.
# costs: test_reading
majority_baseline = max(y_test.mean(), 1 - y_test.mean())
best_epoch = int(np.argmax(scores_test))
final_gap = scores_train[-1] - scores_test[-1]
