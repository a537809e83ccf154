# Draws the baseline with hlines.
# costs: nothing
def plot_history(scores_train, scores_test, baseline=None):
    fig, ax = plt.subplots(figsize=(6, 4))
    x = np.arange(1, len(scores_train) + 1)
    ax.plot(x, scores_train, "o-", label="Training accuracy")
    ax.plot(x, scores_test, "s--", label="Test accuracy")
    if baseline is not None:
        ax.hlines(baseline, 1, len(x), colors="grey", label="Baseline")
    ax.set_xlabel("Epochs")
    ax.set_ylabel("Accuracy (share)")
    ax.set_title("History")
    ax.legend()
    return ax
