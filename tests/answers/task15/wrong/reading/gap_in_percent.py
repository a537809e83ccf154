# Times 100.
# costs: test_reading
majority_baseline = max(y_test.mean(), 1 - y_test.mean())
best_epoch = int(np.argmax(scores_test)) + 1
final_gap = 100 * (scores_train[-1] - scores_test[-1])
