# value_counts, list.index.
# costs: nothing
majority_baseline = y_test.value_counts(normalize=True).max()
best_epoch = list(scores_test).index(max(scores_test)) + 1
final_gap = scores_train[-1] - scores_test[-1]
