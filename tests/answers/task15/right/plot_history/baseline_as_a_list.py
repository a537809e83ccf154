# The baseline once for each epoch, both curves in one call.
# costs: nothing
def plot_history(scores_train, scores_test, baseline=None):
    x = list(range(len(scores_train)))
    plt.figure()
    lines = plt.plot(x, scores_train, x, scores_test)
    plt.legend(lines, ["train", "validation"])
    if baseline is not None:
        plt.plot(x, [baseline] * len(x), "--", label="baseline")
    plt.xlabel("epoch")
    plt.ylabel("accuracy")
    return plt.gca()
