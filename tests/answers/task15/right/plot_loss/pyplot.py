# plt only.
# costs: nothing
def plot_loss(model):
    plt.plot(model.loss_curve_)
    plt.title("Loss over epochs", fontsize=14)
    plt.ylabel("Loss")
    plt.xlabel("Epochs")
    return plt.gca()
