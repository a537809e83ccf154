# Draws the scores of the experiment instead of the loss.
# costs: test_plot_loss
def plot_loss(model):
    fig, ax = plt.subplots()
    ax.plot([0.8, 0.85, 0.9])
    ax.set_xlabel("Epochs")
    ax.set_ylabel("Loss")
    return ax
