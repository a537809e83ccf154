# Times 100.
# costs: test_reading
majority_baseline = 100 * (y_test == 0).mean()
best_epoch = int(np.argmax(scores_test)) + 1
final_gap = scores_train[-1] - scores_test[-1]
