# The y label says Accuracy.
# costs: test_plot_loss
def plot_loss(model):
    fig, ax = plt.subplots()
    ax.plot(model.loss_curve_)
    ax.set_xlabel("Epochs")
    ax.set_ylabel("Accuracy")
    return ax
