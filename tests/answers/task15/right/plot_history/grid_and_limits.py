# Sets a grid and limits besides.
# costs: nothing
def plot_history(scores_train, scores_test, baseline=None):
    fig, ax = plt.subplots()
    for scores, name in ((scores_train, "TRAIN"), (scores_test, "TEST")):
        ax.plot(range(1, len(scores) + 1), scores, label=name)
    if not baseline is None:
        ax.axhline(baseline, linestyle=":")
    ax.set_ylim(0, 1)
    ax.grid(True)
    ax.set_xlabel("epoch")
    ax.set_ylabel("accuracy")
    ax.legend(title="part")
    return ax
