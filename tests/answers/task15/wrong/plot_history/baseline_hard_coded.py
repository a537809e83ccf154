# Draws the line always, and at 0.75.
# costs: test_plot_baseline
def plot_history(scores_train, scores_test, baseline=None):
    fig, ax = plt.subplots()
    ax.plot(scores_train, color="green", label="Train")
    ax.plot(scores_test, color="magenta", label="Test")
    ax.axhline(0.75)
    ax.set_xlabel("Epochs")
    ax.set_ylabel("Accuracy")
    ax.legend()
    return ax
