# Reads everything with pandas.
# costs: nothing
majority_baseline = pd.Series(y_test).value_counts(normalize=True).max()
best_epoch = pd.Series(scores_test, index=range(1, 26)).idxmax()
final_gap = pd.Series(scores_train).iloc[-1] - pd.Series(scores_test).iloc[-1]
