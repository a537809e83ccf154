# Names given to the legend, not to the lines; same colour, other style.
# costs: nothing
def plot_history(scores_train, scores_test, baseline=None):
    fig = plt.figure(figsize=(4, 3))
    ax = fig.add_subplot(111)
    epochs = np.arange(1, len(scores_train) + 1)
    ax.plot(epochs, scores_train, "k-")
    ax.plot(epochs, scores_test, "k--")
    ax.legend(["Accuracy on TRAINING data", "Accuracy on TEST data"])
    if baseline is not None:
        ax.plot([1, len(epochs)], [baseline, baseline], "r:")
    ax.set_xlabel("Number of epochs")
    ax.set_ylabel("Accuracy (share of right answers)")
    return ax
