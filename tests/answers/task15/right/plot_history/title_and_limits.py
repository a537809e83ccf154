# Small letters, a title and a y axis from 0 to 1.
# costs: nothing
def plot_history(scores_train, scores_test, baseline=None):
    figure = plt.figure(figsize=(6, 3))
    ax = figure.add_subplot()
    x = np.arange(len(scores_train)) + 1
    ax.plot(x, scores_test, "r--", label="validation accuracy")
    ax.plot(x, scores_train, "b.-", label="training accuracy")
    if baseline is not None:
        ax.hlines(baseline, 0, x[-1])
    ax.set_xlabel("number of epochs")
    ax.set_ylabel("mean accuracy")
    ax.set_title("History")
    ax.set_ylim(0, 1)
    ax.legend(loc="lower right")
    return ax
