# Builds the lines by hand and adds them.
# costs: nothing
from matplotlib.lines import Line2D


def plot_history(scores_train, scores_test, baseline=None):
    fig = plt.figure()
    ax = fig.add_subplot()
    epochs = np.arange(len(scores_train))
    ax.add_line(Line2D(epochs, scores_train, color="tab:blue", label="train"))
    ax.add_line(Line2D(epochs, scores_test, color="tab:red", label="validation"))
    if baseline is not None:
        ax.axhline(y=baseline, color="black", label="majority")
    ax.autoscale_view()
    ax.set(xlabel="epoch", ylabel="score")
    ax.legend(loc="lower right")
    return ax
