# Draws 1 minus the loss as accuracy.
# costs: test_plot_loss
def plot_loss(model):
    fig, ax = plt.subplots()
    ax.plot(1 - np.array(model.loss_curve_))
    ax.set_xlabel("Epochs")
    ax.set_ylabel("Accuracy")
    return ax
