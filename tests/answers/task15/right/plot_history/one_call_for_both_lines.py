# Draws both lines with one call.
# costs: nothing
def plot_history(scores_train, scores_test, baseline=None):
    fig, ax = plt.subplots()
    lines = ax.plot(np.column_stack([scores_train, scores_test]))
    ax.legend(lines, ["Train", "Test"])
    if baseline is not None:
        ax.plot([0, len(scores_train)], [baseline, baseline], ":k")
    plt.xlabel("Epoch")
    plt.ylabel("Accuracy")
    return ax
