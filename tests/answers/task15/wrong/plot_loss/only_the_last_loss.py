# Draws model.loss_, one number.
# costs: test_plot_loss
def plot_loss(model):
    fig, ax = plt.subplots()
    ax.plot([model.loss_])
    ax.set_xlabel("Epochs")
    ax.set_ylabel("Loss")
    return ax
