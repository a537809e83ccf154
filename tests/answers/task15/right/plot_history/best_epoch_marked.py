# Marks the best test score with lines of its own.
# costs: nothing
def plot_history(scores_train, scores_test, baseline=None):
    fig, ax = plt.subplots()
    ax.plot(scores_train, label="Train")
    ax.plot(scores_test, label="Test")
    ax.axvline(int(np.argmax(scores_test)), color="lightgrey")
    ax.axhline(max(scores_test), color="lightgrey")
    if baseline is not None:
        ax.axhline(baseline, color="black")
    ax.set_xlabel("Epoch (from 0)")
    ax.set_ylabel("Accuracy")
    ax.legend()
    return ax
