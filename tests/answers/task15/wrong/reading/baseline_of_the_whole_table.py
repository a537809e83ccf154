# Share in the whole table.
# costs: test_reading
majority_baseline = 1 - bank["subscribed"].mean()
best_epoch = int(np.argmax(scores_test)) + 1
final_gap = scores_train[-1] - scores_test[-1]
