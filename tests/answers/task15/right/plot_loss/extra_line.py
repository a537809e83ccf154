# A line at the smallest loss, and a legend.
# costs: nothing
def plot_loss(model):
    fig, ax = plt.subplots()
    ax.plot(model.loss_curve_)
    ax.set_xlabel("Epochs")
    ax.set_ylabel("Loss")
    ax.axhline(min(model.loss_curve_), color="grey", label="smallest")
    ax.legend()
    plt.show()
    return ax
