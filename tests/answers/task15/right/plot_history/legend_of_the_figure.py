# Asks the figure for the legend.
# costs: nothing
def plot_history(scores_train, scores_test, baseline=None):
    fig, ax = plt.subplots(layout="constrained")
    epochs = np.arange(1, len(scores_train) + 1)
    ax.plot(epochs, scores_train, label="Train")
    ax.plot(epochs, scores_test, label="Test")
    if baseline is not None:
        ax.axhline(baseline, color="black", label="Baseline")
    ax.set(xlabel="Epoch", ylabel="Accuracy")
    fig.legend(loc="outside right")
    return ax
