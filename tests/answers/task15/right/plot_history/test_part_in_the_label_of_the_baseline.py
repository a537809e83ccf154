# Writes of which part the baseline is, and draws it first.
# costs: nothing
def plot_history(scores_train, scores_test, baseline=None):
    plt.figure()
    epochs = np.arange(1, len(scores_train) + 1)
    if baseline is not None:
        plt.axhline(baseline, color="grey", ls="--", label=f"baseline of the test part ({baseline:.1%})")
    plt.plot(epochs, scores_train, label="train")
    plt.plot(epochs, scores_test, label="test")
    plt.xlabel("epoch")
    plt.ylabel("accuracy")
    plt.legend()
    return plt.gca()
