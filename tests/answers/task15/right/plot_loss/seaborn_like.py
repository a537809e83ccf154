# Goes over a DataFrame.
# costs: nothing
def plot_loss(model):
    table = pd.DataFrame({"loss": model.loss_curve_})
    table.index = table.index + 1
    ax = table["loss"].plot()
    ax.set_xlabel("Epoch")
    ax.set_ylabel("Loss")
    return ax
