# Sorts the epochs by score, then by number.
# costs: nothing
share = float(np.mean(np.asarray(y_test)))
majority_baseline = share if share > 0.5 else 1 - share
best_epoch = sorted(range(1, 26), key=lambda n: (-scores_test[n - 1], n))[0]
final_gap = -(scores_test[-1] - scores_train[-1])
