# Looks the best score up in the list.
# costs: nothing
majority_baseline = max(sum(y_test == 0), sum(y_test == 1)) / len(y_test)
best_epoch = list(scores_test).index(max(scores_test)) + 1
final_gap = float(scores_train[24]) - float(scores_test[24])
