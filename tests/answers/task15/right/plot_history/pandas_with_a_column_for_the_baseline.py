# The baseline as a column of its own.
# costs: nothing
def plot_history(scores_train, scores_test, baseline=None):
    table = pd.DataFrame({"Train": scores_train, "Test": scores_test})
    if baseline is not None:
        table["baseline"] = baseline
    ax = table.plot()
    ax.set(xlabel="EPOCH", ylabel="Mean Accuracy Score", title="Accuracy over epochs")
    return ax
