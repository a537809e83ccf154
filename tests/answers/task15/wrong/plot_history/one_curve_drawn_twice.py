# Draws the training scores twice.
# costs: test_plot_lines
def plot_history(scores_train, scores_test, baseline=None):
    fig, ax = plt.subplots()
    ax.plot(scores_train, color="green", label="Train")
    ax.plot(scores_train, color="magenta", label="Test")
    if baseline is not None:
        ax.axhline(baseline)
    ax.set_xlabel("Epochs")
    ax.set_ylabel("Accuracy")
    ax.legend()
    return ax
