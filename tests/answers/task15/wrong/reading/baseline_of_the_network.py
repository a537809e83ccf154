# The network's last test score.
# costs: test_reading
majority_baseline = scores_test[-1]
best_epoch = int(np.argmax(scores_test)) + 1
final_gap = scores_train[-1] - scores_test[-1]
