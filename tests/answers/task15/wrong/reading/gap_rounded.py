# Rounds the gap.
# costs: test_reading
majority_baseline = max(np.mean(y_test), 1 - np.mean(y_test))
best_epoch = int(np.argmax(scores_test)) + 1
final_gap = round(scores_train[-1] - scores_test[-1], 3)
