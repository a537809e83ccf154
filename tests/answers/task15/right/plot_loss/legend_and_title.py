# Adds a legend and a title.
# costs: nothing
def plot_loss(model):
    loss = list(model.loss_curve_)
    fig, ax = plt.subplots()
    ax.plot(loss, label="Loss")
    ax.set(xlabel="epochs", ylabel="training loss", title="Loss")
    ax.legend()
    return ax
