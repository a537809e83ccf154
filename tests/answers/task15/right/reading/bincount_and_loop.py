# bincount; a loop for the best epoch; float epoch.
# costs: nothing
majority_baseline = np.bincount(y_test).max() / len(y_test)
best_epoch, best = 1, 0
for number, score in enumerate(scores_test, 1):
    if score > best:
        best_epoch, best = number, score
best_epoch = float(best_epoch)
final_gap = scores_train[-1] - scores_test[-1]
