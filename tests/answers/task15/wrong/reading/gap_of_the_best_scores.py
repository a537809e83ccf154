# Best minus best instead of last minus last.
# costs: test_reading
majority_baseline = max(y_test.mean(), 1 - y_test.mean())
best_epoch = int(np.argmax(scores_test)) + 1
final_gap = max(scores_train) - max(scores_test)
