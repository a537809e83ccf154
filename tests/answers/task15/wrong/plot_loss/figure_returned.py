# Returns the figure.
# costs: test_plot_loss
def plot_loss(model):
    fig, ax = plt.subplots()
    ax.plot(model.loss_curve_)
    ax.set(xlabel="Epoch", ylabel="Loss")
    return fig
