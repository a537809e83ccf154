# Both lines are called Accuracy.
# costs: test_plot_labels
def plot_history(scores_train, scores_test, baseline=None):
    fig, ax = plt.subplots()
    ax.plot(scores_train, color="green", label="Accuracy")
    ax.plot(scores_test, color="magenta", label="Accuracy")
    if baseline is not None:
        ax.axhline(baseline)
    ax.set_xlabel("Epochs")
    ax.set_ylabel("Accuracy")
    ax.legend()
    return ax
