# Returns plt.
# costs: test_plot_lines, test_plot_labels, test_plot_baseline
def plot_history(scores_train, scores_test, baseline=None):
    plt.figure()
    plt.plot(scores_train, label="Train")
    plt.plot(scores_test, label="Test")
    if baseline is not None:
        plt.axhline(baseline)
    plt.xlabel("Epoch")
    plt.ylabel("Accuracy")
    plt.legend()
    return plt
