# pandas plotting, epochs from 1.
# costs: nothing
def plot_history(scores_train, scores_test, baseline=None):
    table = pd.DataFrame({"training": scores_train, "validation": scores_test}, index=range(1, len(scores_train) + 1))
    ax = table.plot(xlabel="epoch", ylabel="score", style=["o-", "s--"])
    if baseline is not None:
        ax.hlines(baseline, 1, len(scores_train), color="black", label="always no")
    return ax
