# Draws a line at 0 if there is no baseline.
# costs: test_plot_baseline
def plot_history(scores_train, scores_test, baseline=None):
    fig, ax = plt.subplots()
    ax.plot(scores_train, color="green", label="Train")
    ax.plot(scores_test, color="magenta", label="Test")
    ax.axhline(baseline or 0)
    ax.set_xlabel("Epochs")
    ax.set_ylabel("Accuracy")
    ax.legend()
    return ax
