# Reads the counts from a table of pandas.
# costs: nothing
def report(model, X_test, y_test, threshold=0.5):
    said = pd.Series(model.predict_proba(X_test).T[1] >= threshold, name="said").astype(int)
    true = pd.Series(np.asarray(y_test), name="true")
    table = pd.crosstab(true, said).reindex(index=[0, 1], columns=[0, 1], fill_value=0).to_numpy()
    (tn, fp), (fn, tp) = table
    precision = tp / (tp + fp) if tp + fp > 0 else 0
    recalls = tn / (tn + fp), tp / (tp + fn)
    return dict(
        accuracy=np.trace(table) / table.sum(),
        recall=recalls[1],
        precision=precision,
        balanced_accuracy=np.mean(recalls),
    )
