# Marks the best epoch and the best score, and fills the gap.
# costs: nothing
def plot_history(scores_train, scores_test, baseline=None):
    fig, ax = plt.subplots()
    ax.plot(scores_train, color="green", label="Train")
    ax.plot(scores_test, color="magenta", label="Test")
    if baseline is not None:
        ax.axhline(baseline)
    ax.set_xlabel("Epochs")
    ax.set_ylabel("Accuracy")
    best = int(np.argmax(scores_test))
    ax.axvline(best, linestyle=":", label="best epoch")
    ax.axhline(max(scores_test), linestyle=":", label="best test score")
    ax.fill_between(range(len(scores_test)), scores_test, scores_train, alpha=0.2)
    ax.grid(True)
    ax.legend(loc="lower right")
    return ax
