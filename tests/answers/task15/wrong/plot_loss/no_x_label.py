# No x label.
# costs: test_plot_loss
def plot_loss(model):
    fig, ax = plt.subplots()
    ax.plot(model.loss_curve_)
    ax.set_ylabel("Loss")
    return ax
