# Draws bars instead of lines.
# costs: test_plot_lines
def plot_history(scores_train, scores_test, baseline=None):
    fig, ax = plt.subplots()
    ax.bar(range(len(scores_train)), scores_train, label="Train")
    ax.bar(range(len(scores_test)), scores_test, label="Test")
    if baseline is not None:
        ax.axhline(baseline)
    ax.set(xlabel="Epoch", ylabel="Accuracy")
    ax.legend()
    return ax
