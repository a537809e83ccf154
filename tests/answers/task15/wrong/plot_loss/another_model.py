# Draws the loss of a global mlp, not of its argument.
# costs: test_plot_loss
def plot_loss(model):
    fig, ax = plt.subplots()
    ax.plot(mlp.loss_curve_)
    ax.set_xlabel("Epochs")
    ax.set_ylabel("Loss")
    return ax
