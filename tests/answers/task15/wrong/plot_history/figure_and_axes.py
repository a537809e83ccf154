# Returns the figure and the Axes.
# costs: test_plot_lines, test_plot_labels, test_plot_baseline
def plot_history(scores_train, scores_test, baseline=None):
    fig, ax = plt.subplots()
    ax.plot(scores_train, label="Train")
    ax.plot(scores_test, label="Test")
    if baseline is not None:
        ax.axhline(baseline)
    ax.set(xlabel="Epoch", ylabel="Accuracy")
    ax.legend()
    return fig, ax
