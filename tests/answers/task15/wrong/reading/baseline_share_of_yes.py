# The share of the clients who said yes.
# costs: test_reading
majority_baseline = y_test.mean()
best_epoch = int(np.argmax(scores_test)) + 1
final_gap = scores_train[-1] - scores_test[-1]
