# Draws each curve in a panel of its own, and returns the last one.
# costs: test_plot_lines, test_plot_labels
def plot_history(scores_train, scores_test, baseline=None):
    fig, (left, right) = plt.subplots(1, 2)
    left.plot(scores_train, label="Train")
    right.plot(scores_test, label="Test")
    for ax in (left, right):
        if baseline is not None:
            ax.axhline(baseline)
        ax.set(xlabel="Epoch", ylabel="Accuracy")
        ax.legend()
    return ax
