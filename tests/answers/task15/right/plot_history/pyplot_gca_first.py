# Takes the Axes first, then shows.
# costs: nothing
def plot_history(scores_train, scores_test, baseline=None):
    ax = plt.gca()
    plt.plot(scores_train, label="Train")
    plt.plot(scores_test, label="Test")
    if baseline is not None:
        plt.axhline(baseline, color="grey")
    plt.xlabel("Epoch")
    plt.ylabel("Accuracy")
    plt.legend()
    plt.show()
    return ax
