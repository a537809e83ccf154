# Epochs on the y axis.
# costs: test_plot_labels
def plot_history(scores_train, scores_test, baseline=None):
    fig, ax = plt.subplots()
    ax.plot(scores_train, color="green", label="Train")
    ax.plot(scores_test, color="magenta", label="Test")
    if baseline is not None:
        ax.axhline(baseline)
    ax.set_ylabel("Epochs")
    ax.set_xlabel("Accuracy")
    ax.legend()
    return ax
