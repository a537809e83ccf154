# Draws numbers of its own instead of its arguments.
# costs: test_plot_lines
def plot_history(scores_train, scores_test, baseline=None):
    fig, ax = plt.subplots()
    ax.plot([0.6, 0.8, 0.9], color="green", label="Train")
    ax.plot([0.5, 0.7, 0.65], color="magenta", label="Test")
    if baseline is not None:
        ax.axhline(baseline)
    ax.set_xlabel("Epochs")
    ax.set_ylabel("Accuracy")
    ax.legend()
    return ax
