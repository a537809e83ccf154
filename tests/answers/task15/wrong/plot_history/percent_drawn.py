# Multiplies by 100.
# costs: test_plot_lines
def plot_history(scores_train, scores_test, baseline=None):
    fig, ax = plt.subplots()
    ax.plot(np.array(scores_train) * 100, color="green", label="Train")
    ax.plot(np.array(scores_test) * 100, color="magenta", label="Test")
    if baseline is not None:
        ax.axhline(baseline)
    ax.set_xlabel("Epochs")
    ax.set_ylabel("Accuracy")
    ax.legend()
    return ax
