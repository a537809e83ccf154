# Mean over all epochs.
# costs: test_reading
majority_baseline = max(y_test.mean(), 1 - y_test.mean())
best_epoch = int(np.argmax(scores_test)) + 1
final_gap = np.mean(scores_train) - np.mean(scores_test)
